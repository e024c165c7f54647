/*
 * `GET /services/{id}/slots` by hand: the same rules as the house's (starts every half hour from 08:00 to 19:30,
 * hours, leave, jobs with a quarter of an hour after them, travel, the daily cap), written for India's one offset.
 * The bench refuses to compare when the two answers differ.
 */
const serviceSql = `
  SELECT s.skill, c.minNoticeMinutes, r.durationMinutes
  FROM subcategories s
  JOIN categories c ON c.id = s.categoryId AND c.isActive = 1
  JOIN rate_cards r ON r.subcategoryId = s.id AND r.isActive = 1
  WHERE s.slug = ? AND s.isActive = 1
  ORDER BY r.sort, r.slug LIMIT 1`;
const placeSql = 'SELECT city FROM pincodes WHERE pincode = ? AND isServiceable = 1';
const policySql = `
  SELECT body FROM policies
  WHERE kind = 'pricing' AND scopeKind = 'default' AND publishedAt IS NOT NULL AND effectiveFrom <= ?
  ORDER BY effectiveFrom DESC, version DESC LIMIT 1`;
const providersSql = `
  SELECT p.id, k.skill FROM providers p
  JOIN provider_pincodes s ON s.providerId = p.id AND s.pincode = ?
  LEFT JOIN provider_skills k ON k.providerId = p.id AND k.skill = ?
  WHERE p.isActive = 1 AND p.isVerified = 1
  ORDER BY p.id`;
const many = (count) => Array.from({ length: count }, () => '?').join(', ');
const hoursSql = (count) =>
  `SELECT providerId, weekday, fromMinute, toMinute FROM provider_hours WHERE providerId IN (${many(count)})`;
const leaveSql = (count) =>
  `SELECT providerId, startAt, endAt FROM provider_leave
   WHERE providerId IN (${many(count)}) AND startAt < ? AND endAt > ?`;
const cellsSql = (count) =>
  `SELECT c.providerId, c.ownerId, c.pincode, p.city, MIN(c.cell) AS first, MAX(c.cell) AS last
   FROM provider_cells c JOIN pincodes p ON p.pincode = c.pincode
   WHERE c.providerId IN (${many(count)}) AND c.cell >= ? AND c.cell < ?
     AND (c.expiresAt IS NULL OR c.expiresAt > ?)
   GROUP BY c.providerId, c.ownerId, c.pincode, p.city`;

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const cellMs = 15 * minuteMs;
const indiaMs = 330 * minuteMs;
const order = ['HORIZON', 'NOTICE', 'CLOSED', 'NO_PROVIDER', 'NO_SKILL', 'LEAVE', 'BUSY', 'BUFFER', 'CAP'];

export function listSlots(database, now) {
  return async (request, response) => {
    const { pincode, from, to } = request.query;
    const [service] = await database.query(serviceSql, [request.params.id]);
    const [place] = await database.query(placeSql, [pincode]);
    const [policy] = await database.query(policySql, [now]);
    const { horizonDays } = typeof policy.body === 'string' ? JSON.parse(policy.body) : policy.body;
    const firstDay = Date.parse(`${from}T00:00:00+05:30`);
    const lastDay = Date.parse(`${to}T00:00:00+05:30`);
    const window = { fromMs: firstDay - dayMs, toMs: lastDay + 2 * dayMs, now };
    const providers = await load(database, { pincode, skill: service.skill, window });
    const job = {
      place: { pincode, city: place.city },
      noticeAt: now.getTime() + service.minNoticeMinutes * minuteMs,
      horizonAt: Math.floor((now.getTime() + indiaMs) / dayMs) * dayMs - indiaMs + (horizonDays + 1) * dayMs,
      lengthMs: Math.ceil(service.durationMinutes / 15) * 15 * minuteMs,
    };
    const data = [];
    for (let day = firstDay; day <= lastDay; day += dayMs)
      for (let minute = 480; minute <= 1_170; minute += 30)
        data.push(slotAt(day + minute * minuteMs, day, job, providers));
    response.json({ data });
  };
}

async function load(database, { pincode, skill, window: { fromMs, toMs, now } }) {
  const rows = await database.query(providersSql, [pincode, skill]);
  const providers = new Map(
    rows.map((row) => [row.id, { isSkilled: row.skill !== null, hours: [], leave: [], jobs: [] }]),
  );
  const ids = rows.filter((row) => row.skill !== null).map((row) => row.id);
  if (ids.length === 0) return [...providers.values()];
  for (const row of await database.query(hoursSql(ids.length), ids))
    providers.get(row.providerId).hours.push(row);
  const leave = await database.query(leaveSql(ids.length), [...ids, new Date(toMs), new Date(fromMs)]);
  for (const row of leave)
    providers.get(row.providerId).leave.push({ from: Number(row.startAt), to: Number(row.endAt) });
  const cells = [...ids, Math.floor(fromMs / cellMs), Math.ceil(toMs / cellMs), now];
  for (const row of await database.query(cellsSql(ids.length), cells))
    providers.get(row.providerId).jobs.push({
      from: row.first * cellMs,
      to: row.last * cellMs,
      pincode: row.pincode,
      city: row.city,
    });
  return [...providers.values()];
}

function slotAt(startAt, day, job, providers) {
  const endAt = startAt + job.lengthMs;
  const slot = { start: new Date(startAt).toISOString(), end: new Date(endAt).toISOString() };
  const refused = [
    ...(day >= job.horizonAt ? ['HORIZON'] : []),
    ...(startAt < job.noticeAt ? ['NOTICE'] : []),
  ];
  if (refused.length > 0) return { ...slot, available: false, remaining: 0, reasons: refused };
  const met = new Set();
  let remaining = 0;
  for (const provider of providers) {
    const reasons = reasonsOf(provider, startAt, endAt, day, job.place);
    if (reasons.length === 0) remaining += 1;
    for (const reason of reasons) met.add(reason);
  }
  if (remaining > 0) return { ...slot, available: true, remaining };
  const told = order.filter((each) => met.has(each));
  const ofSkilled = told.filter((each) => each !== 'NO_SKILL');
  const reasons = ofSkilled.length > 0 ? ofSkilled : told.length > 0 ? told : ['NO_PROVIDER'];
  return { ...slot, available: false, remaining: 0, reasons };
}

function reasonsOf(provider, startAt, endAt, day, place) {
  if (!provider.isSkilled) return ['NO_SKILL'];
  const reasons = [];
  const weekday = new Date(day + indiaMs).getUTCDay() || 7;
  const isOpen = provider.hours.some(
    (each) =>
      each.weekday === weekday &&
      day + each.fromMinute * minuteMs <= startAt &&
      endAt <= day + each.toMinute * minuteMs,
  );
  if (!isOpen) reasons.push('CLOSED');
  if (provider.leave.some((each) => each.from < endAt && startAt < each.to)) reasons.push('LEAVE');
  const clash = clashOf(provider.jobs, startAt, endAt, day, place);
  if (clash) reasons.push(clash);
  if (provider.jobs.filter((each) => day <= each.from && each.from < day + dayMs).length >= 8)
    reasons.push('CAP');
  return reasons;
}

function clashOf(jobs, startAt, endAt, day, place) {
  let isCrowded = false;
  let before = null;
  let after = null;
  for (const each of jobs) {
    if (each.from < endAt && startAt < each.to) return 'BUSY';
    if (each.from < endAt + cellMs && startAt < each.to + cellMs) isCrowded = true;
    if (each.from >= day + dayMs || each.to <= day) continue;
    if (each.to <= startAt) {
      if (before === null || each.to > before.to) before = each;
    } else if (after === null || each.from < after.from) after = each;
  }
  const reaches = (neighbour, gapMs) =>
    neighbour === null ||
    (neighbour.city === place.city && gapMs >= (neighbour.pincode === place.pincode ? 10 : 30) * minuteMs);
  if (isCrowded || !reaches(before, startAt - before?.to) || !reaches(after, after?.from - endAt))
    return 'BUFFER';
  return null;
}
