//! Lines that belong to the page and not to the text. A line is dropped only when it is short and says what such lines say; when in doubt
//! it stays, for a menu's line costs a reader less than a lost fact.

/// Lines of nothing else.
const WHOLE: &str = "advertisement|advertisements|sponsored|promoted|share|share this|share page|share this page|share this story|\
    share this article|share this post|print|print this|email|e-mail|email this|close|comments|no comments|add a comment|leave a comment|\
    post a comment|view comments|show comments|hide comments|more|menu|main menu|search|loading|copy link|view results|related links|\
    related stories|related articles|related content|related topics|related|more stories|more news|top stories|latest news|latest stories|\
    most read|most viewed|most popular|most shared|trending|trending now|top trending|you may also like|you might also like|\
    recommended|recommended for you|recommended stories|from around the web|around the web|around the bbc|text size|enlarge|\
    enlarge image|skip to content|skip to main content|skip to navigation|back to top|scroll down for video|scroll to continue|\
    story continues below|story continues below advertisement|article continues below|article continues after advertisement|\
    watch this story|watch live|read more|read full story|read next|continue reading|show more|see more|see also|load more|about sharing|\
    sign in|log in|login|register|subscribe|subscribe now|subscribe today|newsletter|newsletters|just one more thing|accept|accept all|\
    accept cookies|accept all cookies|reject all|cookie settings|manage cookies|privacy policy|cookie policy|terms and conditions|\
    terms of use|external links|share this with|share via|like this|photos|gallery|previous|next|home|popular now|editor's picks|\
    newsbeat|share story|listen to this article|play video|watch|pause|unmute|get digital access|click here|tap here";

/// Beginnings, with the most words that such a line has.
const BEGINS: [(&str, usize); 57] = [
    ("read more:", 30),
    ("read more on", 15),
    ("read more about", 15),
    ("read more from", 15),
    ("read also:", 30),
    ("also read:", 30),
    ("read next:", 30),
    ("see also:", 30),
    ("related:", 30),
    ("related story:", 30),
    ("related article:", 30),
    ("related coverage:", 30),
    ("watch:", 30),
    ("watch live:", 30),
    ("listen:", 30),
    ("more:", 30),
    ("click here", 40),
    ("tap here", 40),
    ("click to", 20),
    ("click on the link", 30),
    ("click or tap", 30),
    ("sign up for", 40),
    ("sign up to", 40),
    ("sign in using", 15),
    ("sign in to", 20),
    ("subscribe to", 30),
    ("follow us", 30),
    ("like us on", 30),
    ("join us on", 30),
    ("find us on", 30),
    ("join the conversation", 20),
    ("stay up to date", 25),
    ("stay with", 15),
    ("please enable", 20),
    ("this slideshow requires", 12),
    ("you must be logged in", 20),
    ("you must log in", 20),
    ("you must enter the characters", 30),
    ("you are the owner of this article", 12),
    ("already have an account", 15),
    ("already a subscriber", 15),
    ("thank you for registering", 15),
    ("get breaking news", 40),
    ("email notifications are", 30),
    ("your notification has been", 10),
    ("there was a problem saving", 12),
    ("we have sent you a verification", 40),
    ("we have sent a confirmation email", 40),
    ("if you do not receive the verification", 40),
    ("by submitting your", 40),
    ("sorry, your browser", 40),
    ("your browser does not", 30),
    ("having trouble viewing", 40),
    ("these are external links", 30),
    ("the bbc is not responsible for the content", 20),
    ("media playback is", 12),
    ("read or share this story", 12),
];

/// Groups of words that are all in such a line, with the most words that it has.
const HOLDS: [(&[&str], usize); 24] = [
    (&["all rights reserved"], 60),
    (&["use cookies"], 80),
    (&["uses cookies"], 80),
    (&["our use of cookies"], 60),
    (&["terms of service", "privacy policy"], 50),
    (&["terms of use", "privacy policy"], 50),
    (&["enable javascript"], 30),
    (&["requires javascript"], 20),
    (&["ad blocking"], 40),
    (&["ad blocker"], 40),
    (&["newsletter", "sign up"], 40),
    (&["newsletter", "subscribe"], 40),
    (&["newsletter", "inbox"], 40),
    (&["posts new content", "email delivered"], 30),
    (&["download", " app"], 25),
    (&["follow", "on twitter"], 20),
    (&["follow", "on facebook"], 20),
    (&["follow", "on instagram"], 20),
    (&["follow ", "facebook", "twitter"], 20),
    (&["like us on facebook"], 30),
    (&["a friend wanted you to see this item"], 30),
    (&["opens in new window"], 15),
    (&["will open in a new window"], 25),
    (&["get email notifications on"], 15),
];

/// Names of places where things are shared.
const PLACES: [&str; 22] = [
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "pinterest",
    "google",
    "reddit",
    "tumblr",
    "messenger",
    "telegram",
    "instagram",
    "youtube",
    "flipboard",
    "stumbleupon",
    "digg",
    "bluesky",
    "snapchat",
    "tiktok",
    "pocket",
    "rss",
    "viber",
    "mastodon",
];
/// Words that stand between those names.
const BETWEEN: [&str; 42] = [
    "share", "this", "story", "article", "page", "post", "on", "via", "with", "by", "to", "tweet", "email", "e",
    "mail", "print", "pin", "it", "like", "comment", "comments", "more", "save", "copy", "link", "follow", "us", "x",
    "plus", "sms", "click", "opens", "in", "new", "window", "free", "apps", "now", "or", "and", "the", "feed",
];
/// Words of a site's own menu.
const MENU: [&str; 18] = [
    "home",
    "news",
    "sport",
    "sports",
    "weather",
    "contact",
    "contact us",
    "about",
    "about us",
    "login",
    "sign in",
    "subscribe",
    "iphone",
    "ipad",
    "android",
    "privacy",
    "jobs",
    "newsletters",
];

/// The lines of a text with where they begin, without their ends.
pub(super) fn of(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            (start, line.strip_suffix('\r').unwrap_or(line))
        })
        .collect()
}

/// Whether a line belongs to the page and not to the text.
pub(super) fn is_residue(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || line.starts_with(['"', '“', '‘', '\'']) {
        return false;
    }
    if !line.chars().any(char::is_alphanumeric) {
        return true;
    }
    let lower = line.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let words = bare.split_whitespace().count();
    WHOLE.split('|').any(|whole| whole == bare)
        || BEGINS.iter().any(|&(begin, most)| words <= most && bare.starts_with(begin) && (most > 40 || !spoken(line)))
        || HOLDS
            .iter()
            .any(|&(parts, most)| words <= most && parts.iter().all(|part| bare.contains(part)) && !spoken(line))
        || rights(bare, words)
        || shares(bare)
        || menu(bare)
        || leads_away(line)
        || byline(line)
        || counts_pictures(bare)
        || (words == 1 && (bare.starts_with("http") || (bare.len() > 20 && bare.contains(['|', '_']))))
        || (words <= 20 && bare.starts_with("contact ") && bare.contains('@'))
}

/// Whether somebody is quoted in the line: then it tells something.
fn spoken(line: &str) -> bool {
    line.contains(['"', '“', '”']) && ["said", "told", "says", "added"].iter().any(|verb| line.contains(verb))
}

/// "Copyright 2014 The Daily Example. This material may not be published": a notice has a year, or is short.
fn rights(bare: &str, words: usize) -> bool {
    let begins = ["copyright", "©", "(©", "(copyright", "(c) "].iter().any(|sign| bare.starts_with(sign));
    let year = bare.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    begins && words <= 45 && (year || words <= 6)
}

/// "Share this: Facebook Twitter 12".
fn shares(bare: &str) -> bool {
    let words = || bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let known = |word: &str| {
        PLACES.contains(&word) || BETWEEN.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    words().count() <= 25 && words().any(|word| PLACES.contains(&word)) && words().all(known)
}

/// "Home | News | Sport".
fn menu(bare: &str) -> bool {
    let parts: Vec<&str> = bare.split(['|', '•', '·', '›', '»']).map(str::trim).collect();
    parts.len() >= 3
        && parts.iter().any(|part| MENU.contains(part) || PLACES.contains(part))
        && parts
            .iter()
            .all(|part| part.split_whitespace().count() <= 3 && !part.bytes().any(|byte| byte.is_ascii_digit()))
}

/// "More on" or "More from" and a name, with no end of a sentence.
fn leads_away(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let named =
        |word: &&str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) || word.len() <= 3;
    let more = words.first().is_some_and(|word| word.eq_ignore_ascii_case("more"));
    let on = words.get(1).is_some_and(|word| ["on", "from", "in"].iter().any(|on| word.eq_ignore_ascii_case(on)));
    let news = words.last().is_some_and(|word| ["News", "Stories", "Headlines"].contains(word));
    let ends = line.ends_with(['.', '!', '?', '"', '”', ';', ',']);
    (2..=8).contains(&words.len())
        && more
        && !ends
        && ((on && words.len() >= 3 && words[2..].iter().all(named) && named(&words[2]))
            || (news && words[1..].iter().all(named)))
}

/// "By Jane Smith, Crime Reporter": who wrote it, not who is in it.
fn byline(line: &str) -> bool {
    let Some(rest) =
        line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).or_else(|| line.strip_prefix("By: "))
    else {
        return false;
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let named = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            || ["and", "of", "for", "the", "|", "&", "-", "–"].contains(word)
            || word.contains('@')
    };
    (1..=8).contains(&words.len()) && words.iter().all(named) && !rest.ends_with(['.', ',', ':', ';', '!', '?'])
}

/// "Image 3 of 12", "12 comments".
fn counts_pictures(bare: &str) -> bool {
    let words: Vec<&str> = bare.split_whitespace().collect();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    match words.as_slice() {
        [what, first, "of", all] => {
            ["image", "photo", "picture", "slide", "page"].contains(what) && number(first) && number(all)
        }
        [count, what] | [count, _, what] => number(count) && ["comments", "comment", "shares"].contains(what),
        _ => false,
    }
}
