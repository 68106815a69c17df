#include "operations/access/sms_sign_in.hpp"

#include <algorithm>
#include <utility>

#include "access/one_time_code.hpp"
#include "access/random.hpp"
#include "access/token.hpp"
#include "core/denied.hpp"
#include "db/access/access_log.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/sms_repository.hpp"
#include "operations/access/open_session.hpp"

namespace mallctl::operations {

namespace {

using Mode = db::Transaction::Mode;

std::chrono::seconds wait_for(const db::SmsCounts& counts, const SmsLimits& limits) {
    if (counts.of_phone_a_day >= limits.of_phone_a_day) return std::chrono::hours{6};
    if (counts.of_phone >= limits.of_phone || counts.from_address >= limits.from_address)
        return limits.recently;
    if (counts.of_all_an_hour >= limits.of_all_an_hour) return std::chrono::minutes{10};
    return std::chrono::seconds{0};
}

// For the log: who reads it need not learn whole numbers.
std::string masked(const std::string& phone) {
    constexpr std::size_t shown = 3;
    return "phone " + phone.substr(0, shown) + "..." + phone.substr(phone.size() - shown);
}

// The number where the code is right; whatever it is, the try is counted.
std::optional<std::string> take_code(db::Session& session, std::string_view token, std::string_view code,
                                     core::Instant now) {
    const std::string digest = access::token_digest(token);
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const auto attempt = db::try_sms_attempt(transaction, digest, sms_code_tries, now);
    const bool right =
        attempt && access::equal_secrets(access::one_time_code_mac(token, code), attempt->code_mac);
    if (right) db::mark_sms_used(transaction, digest, now);
    transaction.commit();
    if (!right) return std::nullopt;
    return attempt->phone;
}

bool has_account(db::Session& session, const std::string& phone) {
    db::Transaction transaction(session, std::nullopt, Mode::read);
    return db::find_account(transaction, phone, db::Locking::none).has_value();
}

std::optional<SignedIn> open_for(db::Session& session, const std::string& phone, core::Instant now) {
    // Slow on purpose, and so outside of any lock.
    const std::string hash = has_account(session, phone) ? std::string() : hash_of_no_password();
    db::Transaction transaction(session, std::nullopt, Mode::write);
    auto account = db::find_account(transaction, phone, db::Locking::row);
    if (!account && hash.empty()) return std::nullopt;  // it went away meanwhile
    if (!account) {
        account.emplace();
        account->id = core::uuid_v4();
        account->login = phone;
        account->password_hash = hash;
        db::insert_account(transaction, *account, now);
    }
    if (account->disabled) return std::nullopt;
    SignedIn signed_in = open_session(transaction, *account, db::SessionMethod::sms, false, now);
    transaction.commit();
    return signed_in;
}

}  // namespace

std::optional<std::string> normal_phone(std::string_view text) {
    std::string phone;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit || (c == '+' && phone.empty()))
            phone += c;
        else if (std::string_view(" .-()/").find(c) == std::string_view::npos)
            return std::nullopt;
    }
    if (phone.starts_with("00")) phone.replace(0, 2, "+");
    constexpr std::size_t fewest = 7 + 1;
    constexpr std::size_t most = 15 + 1;
    if (phone.size() < fewest || phone.size() > most || phone[0] != '+' || phone[1] == '0')
        return std::nullopt;
    return phone;
}

AskedCode ask_for_code(db::Session& session, const std::string& phone, const std::string& from,
                       const SmsLimits& limits, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    AskedCode asked;
    asked.wait = wait_for(db::count_sms(transaction, phone, from, limits.recently, now), limits);
    if (asked.wait.count() > 0) {
        db::record_access(transaction, {from, "code-refused", masked(phone), std::nullopt}, now);
        transaction.commit();
        return asked;
    }
    asked.token = access::make_token(access::TokenKind::attempt);
    asked.code = access::make_one_time_code();
    asked.expires = now + sms_code_time;
    db::insert_sms_attempt(transaction,
                           {access::token_digest(asked.token), phone,
                            access::one_time_code_mac(asked.token, asked.code), from, now, asked.expires});
    db::record_access(transaction, {from, "code-sent", masked(phone), std::nullopt}, now);
    transaction.commit();
    return asked;
}

SignedIn sign_in_with_code(db::Session& session, std::string_view token, std::string_view code,
                           const std::string& from, core::Instant now) {
    const bool attempt = access::token_kind(token) == access::TokenKind::attempt;
    const auto phone = attempt ? take_code(session, token, code, now) : std::nullopt;
    if (phone) {
        if (auto signed_in = open_for(session, *phone, now)) return *std::move(signed_in);
    }
    note_refusal(session, from, phone ? masked(*phone) : "a code by SMS", db::SessionMethod::sms, now);
    throw core::DeniedError("the code is wrong, or over", "ask for another");
}

}  // namespace mallctl::operations
