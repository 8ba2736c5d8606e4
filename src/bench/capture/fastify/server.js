// A peer as one would write it in an afternoon: fastify, a pool of ten connections, an INSERT a request.
import Fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })
const app = Fastify({ logger: false })

app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => done(null, body))
app.post('/voice/webhooks/vss/:product', async (request, reply) => {
  JSON.parse(request.body)
  await pool.query(
    'INSERT INTO delivery (received_at, product, source, remote_addr, body) VALUES ($1, $2, $3, $4, $5)',
    [new Date(), request.params.product, 'webhook', request.ip, request.body]
  )
  return reply.code(200).send()
})
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
