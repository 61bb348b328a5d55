use super::lines::is_residue;
use super::*;
use jiff::civil::date;

fn cleaned(text: &str) -> (String, Option<Date>) {
    let cleaned = clean(Trace::whole(text), Habit::Web);
    let lines: Vec<&str> = cleaned.trace.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    (lines.join("|"), cleaned.date.map(|(date, _)| date))
}

#[test]
fn labels_of_pictures_go_and_what_their_captions_say_stays() {
    for (text, expected) in [
        ("Image copyright County Police Image caption The mill was shut in 2010", "The mill was shut in 2010"),
        (
            "He died.\nImage source, Getty Images\nImage caption, The river in March\nNobody knew.",
            "He died.|The river in March|Nobody knew.",
        ),
        ("It was late. Image copyright PA Image caption The yard from above", "It was late.  The yard from above"),
        ("Media playback is unsupported on your device Media caption Ann Field speaks", "Ann Field speaks"),
        ("The house in Mill Lane (Photo: A. Baker)", "The house in Mill Lane"),
        ("Image copyright Reuters", ""),
        ("Image caption\nThe weir by night", "The weir by night"),
    ] {
        assert_eq!(cleaned(text).0, expected, "{text}");
    }
}

#[test]
fn sentences_about_pictures_stay() {
    for text in [
        "The image caption read that the mill was shut.",
        "An image copyright claim was made in court.",
        "Photo by photo, she went through the album.",
    ] {
        assert_eq!(cleaned(text).0, text);
    }
}

#[test]
fn lines_of_the_page_go() {
    for line in [
        "Share this: Facebook Twitter",
        "Advertisement",
        "Read more: Second body found near the mill",
        "READ MORE: Identity released",
        "More on KentOnline",
        "More from BBC News",
        "Click here for the latest from Exampleton",
        "We use cookies to make this site work.",
        "This website uses cookies to improve your experience. By continuing you agree.",
        "Sign up for our daily newsletter",
        "© 2016 The Daily Example. All rights reserved.",
        "Copyright 2014 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
        "Follow us on Twitter @example",
        "Home | News | Sport | Contact",
        "12 Comments",
        "Image 2 of 14",
        "These are external links and will open in a new window",
        "Please enable Javascript to watch this video",
        "Facebook",
        "Email",
        "___",
        "By Ann Field, Crime Reporter",
        "https://example.org/a",
        "Contact Ann Field: ann@example.org or 555-0100.",
        "Download the Example app for iOS and Android",
        "Skip to main content",
    ] {
        assert!(is_residue(line), "{line}");
    }
}

#[test]
fn lines_of_the_text_stay() {
    for line in [
        "By May the report had been sent.",
        "By Monday three men had died",
        "Follow the river to the mill, he told them.",
        "More officers were sent on Tuesday.",
        "More than 20 officers were sent",
        "“Share this with everyone you know,” said the mother.",
        "Facebook messages show that the two had met.",
        "The company uses cookies, the inquest heard, \"to follow users\", an expert said.",
        "Name | John Baker | 34",
        "He posted on Facebook that night.",
        "Home Office pathologist called",
        "Copyright was not in question, and neither was the handwriting, which a clerk of the firm had known for years and which he swore to in court on the second day of the hearing before the judge and the jury of twelve.",
        "17 officers",
        "Comments made by the officers were read out.",
        "Two men",
        "Contact with the family was lost.",
        "In a letter to the coroner",
    ] {
        assert!(!is_residue(line), "{line}");
    }
}

#[test]
fn a_date_in_the_residue_dates_the_text() {
    let day = Some(date(2014, 1, 31));
    for (text, left, expected) in [
        (" date 2014-01-31 Image copyright Police Image caption The yard", "The yard", day),
        (
            "Two men charged Posted: Friday, January 31, 2014 10:21 AM EST Updated: Friday, February 21, 2014 6:31 PM EST\nHe died.",
            "Two men charged|He died.",
            day,
        ),
        ("Published 31 January 2014\nHe died.", "He died.", day),
        ("31 January 2014\nHe died.", "He died.", day),
        ("Last updated at 10:20 on 31 January 2014\nHe died.", "He died.", day),
        ("He was last seen on 31 January 2014.\nHe died.", "He was last seen on 31 January 2014.|He died.", None),
    ] {
        assert_eq!(cleaned(text), (left.to_owned(), expected), "{text}");
    }
}
