-- Who decided on a break is a proven name: the login to the console, or the user of the operating system. What was said beside it is
-- shown and proves nothing. Names that were recorded before stay as they are.
ALTER TABLE recon.break_event
    ADD COLUMN who_detail  text,                            -- such as 'on behalf of Ben'
    ADD COLUMN who_aliases text[] NOT NULL DEFAULT '{}';    -- other names of the same person, in lower case
