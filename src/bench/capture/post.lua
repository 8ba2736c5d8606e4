-- Posts the body in BODY, each time with another session id in place of the sixteen zeros in it.
local body = os.getenv("BODY")
local at = body:find("0000000000000000", 1, true)
local before = body:sub(1, at - 1)
local after = body:sub(at + 16)
local head = "POST /voice/webhooks/vss/ivr HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
  .. "Content-Length: " .. #body .. "\r\n\r\n"
local number = 0

request = function()
  number = number + 1
  return head .. before .. string.format("%016d", number) .. after
end

done = function(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write
    + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d\n", summary.requests - summary.errors.status, summary.duration, failed))
end
