// The page kinds of Afterlive: home, live blogs in parts, days, updates, topics, what a search looks through, feeds.
const PART = 50;

const grouped = (updates, keys) => {
  const groups = new Map();
  for (const update of updates)
    for (const key of keys(update)) groups.set(key, [...(groups.get(key) ?? []), update]);
  return [...groups].map(([key, members]) => ({ key, updates: members }));
};

module.exports = (config) => {
  const updates = (api) => api.getFilteredByTag("update");
  const byLiveBlog = (api) => grouped(updates(api), (update) => [update.data.liveblog]);
  config.addCollection("leads", (api) => api.getFilteredByTag("lead").reverse());
  config.addCollection("feeds", byLiveBlog);
  config.addCollection("parts", (api) => byLiveBlog(api).flatMap(({ key, updates: all }) =>
    Array.from({ length: Math.ceil(all.length / PART) }, (_, number) => ({
      key, number: number + 1, updates: all.slice(number * PART, (number + 1) * PART).reverse(),
    }))));
  config.addCollection("days", (api) =>
    grouped(updates(api), (update) => [`${update.data.liveblog}/${update.date.toISOString().slice(0, 10)}`]));
  config.addCollection("topics", (api) => grouped(updates(api), (update) => update.data.topics));
  config.addFilter("slug", (text) => text.replace(/ /g, "-"));
  config.addFilter("clock", (date) => date.toISOString().slice(11, 16));
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("plain", (html) => String(html).replace(/<[^>]*>/g, ""));
  config.addFilter("json", (value) => JSON.stringify(value));
  config.addFilter("latest", (all) => all.slice(-100).reverse());
  config.addGlobalData("site", { title: "Kept", address: "https://example.org" });
  config.setQuietMode(true);
  return {};
};
