const categoriesSql =
  'SELECT id, slug, name, nameHi, description FROM categories WHERE isActive = 1 ORDER BY sort, slug LIMIT ?';

/** `GET /services/categories`: the first page, which holds all of them. */
export function listCategories(database) {
  return async (request, response) => {
    const limit = Number(request.query.limit ?? 20);
    const data = await database.query(categoriesSql, [limit + 1]);
    response.json({ data, page: { next: null, limit } });
  };
}

const searchSql = `
  SELECT s.id, s.slug, s.name, s.nameHi, s.description, s.durationMinutes, s.warrantyDays, s.isPopular,
    c.id AS categoryId, c.slug AS categorySlug, c.name AS categoryName,
    MIN(v.pricePaise) AS fromPaise, MAX(v.pricePaise) AS toPaise
  FROM subcategories s
  JOIN categories c ON c.id = s.categoryId AND c.isActive = 1
  JOIN rate_cards r ON r.subcategoryId = s.id AND r.isActive = 1
  JOIN rate_card_versions v ON v.rateCardId = r.id AND v.validFrom <= ? AND (v.validTo IS NULL OR v.validTo > ?)
  WHERE s.isActive = 1
    AND (LOWER(s.name) LIKE ? OR s.nameHi LIKE ? OR LOWER(s.description) LIKE ? OR LOWER(c.name) LIKE ?
      OR s.id IN (SELECT subcategoryId FROM synonyms WHERE subcategoryId IS NOT NULL AND LOWER(phrase) LIKE ?)
      OR c.id IN (
        SELECT categoryId FROM synonyms
        WHERE categoryId IS NOT NULL AND subcategoryId IS NULL AND LOWER(phrase) LIKE ?
      ))
  GROUP BY s.id, c.id
  ORDER BY s.name, s.slug
  LIMIT ?`;

/** `GET /services/search?q=&sort=name`: whatever holds the word, with what its variants cost over every city. */
export function searchServices(database, now) {
  return async (request, response) => {
    const limit = Number(request.query.limit ?? 20);
    const pattern = `%${String(request.query.q).toLowerCase()}%`;
    const values = [now, now, ...Array.from({ length: 6 }, () => pattern), limit + 1];
    const rows = await database.query(searchSql, values);
    response.json({ data: rows.slice(0, limit).map(shown), page: { next: null, limit } });
  };
}

function shown(row) {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    nameHi: row.nameHi,
    description: row.description,
    category: { id: row.categoryId, slug: row.categorySlug, name: row.categoryName },
    durationMinutes: row.durationMinutes,
    warrantyDays: row.warrantyDays,
    isPopular: Boolean(row.isPopular),
    price: { fromPaise: Number(row.fromPaise), toPaise: Number(row.toPaise), scope: 'all_cities' },
  };
}
