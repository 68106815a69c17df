#include "search/match/candidates.hpp"

#include <algorithm>
#include <array>

#include "search/match/edit_cost.hpp"
#include "search/match/gathering.hpp"
#include "search/match/nearest.hpp"
#include "search/match/pieces.hpp"
#include "search/match/similar_terms.hpp"
#include "search/match/sources.hpp"
#include "search/match/splits.hpp"
#include "search/match/whole_names.hpp"

namespace mallctl::search {

namespace {

// Limits of the work for one query; what is left out is the same on every machine.
// Read in a stage.
constexpr std::array<std::size_t, most_edits + 1> most_postings = {3072, 1536, 1024, 512};
// Of one answer, by edits; answers with more are looked for in documents that others lead to.
constexpr std::array<std::size_t, most_edits + 1> most_postings_at_once = {2048, 512, 256, 128};
constexpr std::size_t most_members = 384;    // of groups, read in a stage
constexpr std::size_t most_nodes = 60000;    // of the trie
constexpr std::size_t most_completed = 192;  // documents looked into for answers of too many
constexpr std::size_t most_scanned = 1024;   // the same where nothing else leads to any
constexpr std::size_t most_wide = 512;
constexpr std::size_t most_weighed = 400;  // terms compared letter by letter

// With so many documents at less than the least cost of a slip no other spelling is looked for, where only a
// few are asked for.
constexpr std::size_t enough_close = 16;
constexpr int least_of_slip = 34;

constexpr int by_edit = 100;
constexpr int by_prefix = 20;
constexpr int by_first_letter = 45;
constexpr int most_tail = 60;
constexpr int by_splitting = 12;
constexpr int by_synonym = 20;

// Its memory is kept from one query to the next.
class Finder {
  public:
    std::vector<Candidate> find(const IndexView& index, const QueryText& query, const DocumentSet& allowed,
                                std::size_t most);

  private:
    void look_up_wanted(unsigned stage);
    void look_up(const Piece& piece, unsigned stage);
    bool is_wanted(const Piece& piece, unsigned stage) const;
    void look_up_splits(const Piece& piece, unsigned edits);
    void read_split(const Piece& piece, const Split& split);
    void add_source(const Piece& piece, const SimilarRange& range);
    int cost_of(const Piece& piece, TermId term, const SimilarRange& range);
    void add_synonyms(const TermAnswer& answer);
    void queue(const TermAnswer& answer);
    void gather();
    void read();
    void complete();
    void scan();
    void find_best();
    bool is_good_enough(unsigned stage) const;

    const IndexView* index_ = nullptr;
    const DocumentSet* allowed_ = nullptr;
    std::size_t words_ = 0;
    std::size_t most_ = 0;
    Pieces pieces_;
    Gathering gathering_;
    std::vector<SimilarRange> ranges_;
    std::vector<Split> splits_;
    std::vector<SurfaceId> split_surfaces_;
    std::vector<const Piece*> put_off_;  // that were not wanted at one edit
    Sources sources_;
    std::vector<TermAnswer> wide_;
    std::vector<TermAnswer> left_out_;  // of the sources
    std::vector<TermAnswer> exact_;     // the parts that are terms as they are
    std::u32string term_letters_;
    EditWord term_word_;
    EditWord piece_word_;
    const Piece* weighed_piece_ = nullptr;  // whose word that is
    std::size_t weighed_ = 0;
    Nearest order_;
    unsigned stage_ = 0;
    std::size_t nodes_ = 0;
    std::size_t postings_ = 0;
    bool scanned_ = false;
    int missing_ = 0;          // what it costs where nothing answers
    int least_ = 0;            // the least estimate so far
    std::size_t close_ = 0;    // how many have less than a slip would cost
    std::size_t nearest_ = 0;  // whose it is
};

void Finder::queue(const TermAnswer& answer) {
    const auto postings = index_->posting_count(answer.terms);
    if (postings > most_postings_at_once[stage_]) {
        if (wide_.size() < most_wide) wide_.push_back(answer);
        return;
    }
    sources_.add(answer, static_cast<std::uint32_t>(postings));
}

void Finder::add_synonyms(const TermAnswer& answer) {
    constexpr std::uint32_t most_terms = 16;
    if (answer.terms.size() > most_terms) return;
    for (TermId term = answer.terms.first; term < answer.terms.end; ++term) {
        for (const TermId other : index_->synonyms_of(term)) {
            TermAnswer synonym = answer;
            synonym.terms = {other, other + 1};
            synonym.cost = static_cast<std::uint16_t>(answer.cost + by_synonym);
            queue(synonym);
        }
    }
}

void Finder::add_source(const Piece& piece, const SimilarRange& range) {
    constexpr std::uint32_t most_terms = 8;
    TermAnswer answer;
    answer.terms = range.terms;
    answer.first = piece.first;
    answer.end = piece.end;
    if (range.edits == 0 && !range.prefix && !pieces_.is_joined(piece)) exact_.push_back(answer);
    if (range.terms.size() > most_terms || weighed_ >= most_weighed) {
        answer.cost = static_cast<std::uint16_t>(by_edit * range.edits + (range.prefix ? by_prefix : 0));
        queue(answer);
        add_synonyms(answer);
        return;
    }
    for (TermId term = range.terms.first; term < range.terms.end; ++term) {
        answer.terms = {term, term + 1};
        answer.words = index_->is_compound(term) && !range.prefix ? 2 : 1;
        answer.cost = static_cast<std::uint16_t>(cost_of(piece, term, range));
        queue(answer);
        add_synonyms(answer);
    }
}

int Finder::cost_of(const Piece& piece, TermId term, const SimilarRange& range) {
    if (range.edits == 0 && !range.prefix) return 0;
    ++weighed_;
    const Dictionary& dictionary = index_->dictionary();
    term_letters_.clear();
    for (const Code code : dictionary.letters_of(term)) term_letters_ += dictionary.letter_of(code);
    const int limit = by_edit * range.edits + by_prefix;
    const int most = (by_edit + by_first_letter) * range.edits + most_tail;
    if (weighed_piece_ != &piece) piece_word_.read(piece.letters, EditWord::Role::typed);
    weighed_piece_ = &piece;
    term_word_.read(term_letters_, EditWord::Role::term);
    const int cost = edit_cost(piece_word_, term_word_, range.prefix ? Tail::open : Tail::whole, most);
    return cost == no_match ? limit : cost;
}

// Most likely the best document so far answers rightly what it answers. At one edit only what it leaves open
// is looked up, and words written together of which it leaves half open; then the others, where that does not
// help. At more edits what it leaves open is all that is: more is dear, and finds nothing better.
bool Finder::is_wanted(const Piece& piece, unsigned stage) const {
    if (piece.most_edits < stage) return false;
    if (stage == 0 || gathering_.size() == 0) return true;
    if (stage == 1 && pieces_.parts.size() == 1) return true;
    std::size_t open = 0;
    for (std::size_t part = piece.first; part < piece.end; ++part) {
        if (gathering_.cost_of_part(nearest_, part) > by_prefix) ++open;
    }
    const auto parts = static_cast<std::size_t>(piece.end - piece.first);
    return stage == 1 ? 2 * open >= parts : open == parts;
}

void Finder::look_up_wanted(unsigned stage) {
    put_off_.clear();
    for (const Piece& piece : pieces_.pieces) {
        if (is_wanted(piece, stage)) {
            look_up(piece, stage);
        } else if (stage == 1 && !pieces_.is_joined(piece) && piece.most_edits >= stage) {
            put_off_.push_back(&piece);
        }
    }
}

void Finder::look_up(const Piece& piece, unsigned stage) {
    if (nodes_ > most_nodes) return;
    nodes_ += similar_terms(index_->dictionary(), piece.codes, stage, piece.open, ranges_);
    bool found = false;
    for (const SimilarRange& range : ranges_) {
        // Those with fewer edits were found before.
        if (range.edits == stage) add_source(piece, range);
        found = found || !range.prefix;
    }
    if (!found && !pieces_.is_joined(piece) && stage < 2) look_up_splits(piece, stage);
}

void Finder::look_up_splits(const Piece& piece, unsigned edits) {
    nodes_ += find_splits(index_->dictionary(), piece, edits, splits_);
    for (const Split& split : splits_) read_split(piece, split);
}

void Finder::read_split(const Piece& piece, const Split& split) {
    const auto postings_of = [&](const Split::Term& term) {
        std::uint64_t postings = 0;
        for (const SimilarRange& range : term.ranges) postings += index_->posting_count(range.terms);
        return postings;
    };
    const auto rarest =
        std::min_element(split.terms.begin(), split.terms.end(),
                         [&](const auto& a, const auto& b) { return postings_of(a) < postings_of(b); });
    // Ranges ascend and are apart.
    const auto has = [](std::span<const U24> words, const Split::Term& term) {
        return std::any_of(words.begin(), words.end(), [&](TermId word) {
            const auto after =
                std::partition_point(term.ranges.begin(), term.ranges.end(),
                                     [&](const SimilarRange& range) { return range.terms.first <= word; });
            return after != term.ranges.begin() && word < std::prev(after)->terms.end;
        });
    };
    TermAnswer answer;
    answer.first = piece.first;
    answer.end = piece.end;
    answer.cost = static_cast<std::uint16_t>(by_splitting + by_edit * static_cast<int>(split.edits));
    answer.words = static_cast<std::uint8_t>(split.terms.size());
    split_surfaces_.clear();
    for (const SimilarRange& range : rarest->ranges) {
        for (const SurfaceId surface : index_->postings(range.terms)) {
            if (postings_ >= most_postings[stage_]) break;
            ++postings_;
            split_surfaces_.push_back(surface);
            gathering_.expect_words(surface, 0);
        }
    }
    for (const SurfaceId surface : split_surfaces_) gathering_.expect_words(surface, 1);
    for (const SurfaceId surface : split_surfaces_) {
        const auto words = index_->surface(surface).words;
        const bool has_all = std::all_of(split.terms.begin(), split.terms.end(),
                                         [&](const Split::Term& term) { return has(words, term); });
        if (has_all) gathering_.add(surface, answer);
    }
}

// Of several parts rare answers first, so that the documents they lead to are there when others must be left
// out; of one part the best.
void Finder::read() {
    const auto order = pieces_.parts.size() == 1 ? Sources::Order::best_first : Sources::Order::rarest_first;
    left_out_.clear();
    postings_ = sources_.read(order, most_postings[stage_], gathering_, left_out_);
    left_out_.resize(std::min(left_out_.size(), most_wide - std::min(most_wide, wide_.size())));
    wide_.insert(wide_.end(), left_out_.begin(), left_out_.end());
    gathering_.add_groups(most_members);
    if (wide_.empty()) return;
    for (const TermAnswer& answer : wide_) gathering_.add_wide(answer);
    wide_.clear();
    gathering_.sort_wide();
}

// Those found that are the nearest if they have what is answered by too many to read.
void Finder::complete() {
    if (!gathering_.has_wide()) return;
    const auto wanted = order_.by_least(gathering_, most_completed);
    for (const unsigned step : {0U, 1U, 2U}) {
        for (const Nearest::Costed& one : wanted) {
            gathering_.expect_complete(gathering_.document(one.number()), step);
        }
    }
    for (const Nearest::Costed& one : wanted) gathering_.complete(gathering_.document(one.number()));
}

// Where nothing rare leads to documents: from the first of each kind, which are the best.
void Finder::scan() {
    if (scanned_ || !gathering_.has_wide() || gathering_.size() >= most_) return;
    scanned_ = true;
    const std::size_t documents = index_->document_count();
    std::size_t looked = 0;
    std::size_t found = 0;
    DocumentKind kind = DocumentKind::store;
    for (DocumentId document = 0; document < documents && looked < most_scanned; ++document) {
        if (index_->kind_of(document) != kind) {
            kind = index_->kind_of(document);
            found = 0;
        }
        if (found >= most_) {
            continue;
        }
        if (!allowed_->has(document)) continue;
        ++looked;
        if (gathering_.complete(document)) ++found;
    }
}

// A name of just the query's words, of which some are frequent ones, may be far down: it is found wherever it
// is.
void Finder::find_best() {
    constexpr std::size_t most_compared = 64;
    least_ = missing_;
    nearest_ = 0;
    close_ = 0;
    for (const Nearest::Costed& one : order_.by_parts(gathering_, most_compared)) {
        const std::uint32_t number = one.number();
        const int estimate = gathering_.estimate(number);
        if (estimate < least_of_slip) ++close_;
        if (estimate >= least_) continue;
        least_ = estimate;
        nearest_ = number;
    }
}

bool Finder::is_good_enough(unsigned stage) const {
    if (gathering_.size() == 0) return false;
    const int parts = static_cast<int>(pieces_.parts.size());
    if (stage == 0)
        return least_ == 0 || (most_ <= few_candidates && close_ >= enough_close && !gathering_.has_wide());
    if (stage == 1) return least_ <= 60 + 24 + 30 * (parts - 1);
    return least_ <= missing_ / 2;
}

// From the answers looked up to the documents that have them.
void Finder::gather() {
    read();
    const bool all_exact = exact_.size() == pieces_.parts.size();
    if (stage_ == 0 && gathering_.has_wide() && all_exact)
        add_whole_names(*index_, exact_, words_, gathering_);
    complete();
    if (gathering_.size() == 0) scan();
    find_best();
}

std::vector<Candidate> Finder::find(const IndexView& index, const QueryText& query,
                                    const DocumentSet& allowed, std::size_t most) {
    index_ = &index;
    allowed_ = &allowed;
    most_ = most;
    words_ = query.folded->words.size();
    nodes_ = postings_ = weighed_ = 0;
    scanned_ = false;
    sources_.begin(index);
    wide_.clear();
    exact_.clear();
    weighed_piece_ = nullptr;
    make_pieces(index.dictionary(), query, pieces_);
    gathering_.begin(index, pieces_.parts, allowed);
    if (most == 0 || pieces_.parts.empty()) return {};
    missing_ = 0;
    for (const Part& part : pieces_.parts) missing_ += part.missing;
    for (unsigned stage = 0; stage <= most_edits; ++stage) {
        stage_ = stage;
        look_up_wanted(stage);
        gather();
        if (is_good_enough(stage)) break;
        if (put_off_.empty()) continue;
        for (const Piece* piece : put_off_) look_up(*piece, stage);
        gather();
        if (is_good_enough(stage)) break;
    }
    scan();
    tell_repeated(exact_, gathering_);
    return order_.by_estimate(gathering_, most);
}

}  // namespace

std::vector<Candidate> find_candidates(const IndexView& index, const QueryText& query,
                                       const DocumentSet& allowed, std::size_t most) {
    thread_local Finder finder;
    return finder.find(index, query, allowed, most);
}

}  // namespace mallctl::search
