// npm @m31coding/fuzzy-search: letter-sorted trigrams and a suffix array.
//
// Letters of all scripts are allowed, as its manual says for other scripts than Latin. What was tried, on the mall of
// all brands: names and aliases alone find no brand with its category, so that the name with each tag is a term too;
// tags alone as terms put whole categories before brands; the default searchers and qualities (0.3, 0, 0) are best.

import { load, run } from "./engine.mjs";

const { Config, Query, SearcherFactory } = await load("@m31coding/fuzzy-search");

run((documents) => {
  const config = Config.createDefaultConfig();
  config.normalizerConfig.allowCharacter = () => true;
  const searcher = SearcherFactory.createSearcher(config);
  searcher.indexEntities(documents, (one) => one.id,
    ({ name, aliases, tags }) => [name, ...aliases, ...tags.map((tag) => `${name} ${tag}`)]);
  return (text) => searcher.getMatches(new Query(text, 10)).matches.map((match) => match.entity.id);
});
