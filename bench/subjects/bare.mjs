// What the house is held against: Express 5 and a database driver, with nothing between them.
import express from 'express';
import { openDatabase } from './bare-database.mjs';
import { listCategories, searchServices } from './bare-catalogue.mjs';
import { listSlots } from './bare-slots.mjs';
import { placeBooking, readTemplates } from './bare-booking.mjs';
import { serveParent } from './parent.mjs';

const database = openDatabase(process.env);
const app = express();
app.disable('x-powered-by');
app.use(express.json());
const api = express.Router();
api.get('/services/categories', listCategories(database));
api.get('/services/search', searchServices(database, new Date(process.env.BENCH_NOW)));
api.get('/services/:id/slots', listSlots(database, new Date(process.env.BENCH_NOW)));
if (process.env.BENCH_BOOKING)
  api.post('/bookings', placeBooking(database, readTemplates(process.env.BENCH_BOOKING)));
app.use('/api/v1', api);
const server = app.listen(0, '127.0.0.1', () =>
  serveParent({ port: server.address().port, close: () => database.close() }),
);
