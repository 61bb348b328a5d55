//! Web pages.

use super::one;
use crate::DatePlace;
use jiff::civil::date;

const PAGE: &str = r##"<!DOCTYPE html>
<html><head><title>Second body found near the mill - The Daily Example</title>
<meta property="og:title" content="Second body found near the mill &amp; weir">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2016-02-03T09:00:00Z"}]}</script>
<style>p { color: red }</style></head>
<body>
<nav><ul><li><a href="/">Home</a><li><a href="/n">News</a><li><a href="/s">Sport</a></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site work and to learn how our readers find it.</p></div>
<article>
<h1>Second body found near the mill</h1>
<div class="share-tools"><a href="#">Facebook</a> <a href="#">Twitter</a></div>
<figure><img src="a.jpg"><figcaption><span class="visually-hidden">Image caption, </span>The mill stands on the river&#8217;s north bank</figcaption></figure>
<p>A man of 34 was found dead below the old mill on Tuesday, police said&nbsp;on Wednesday, the second
death there in a month.</p>
<p>&ldquo;We do not think the two are linked,&rdquo; said Inspector Ann Field of the county force, who asked anybody who had been on the
path that evening, <em>for whatever reason</em>, to call.<br>Her number is on the force&rsquo;s page.</p>
<div class="related"><h3>Related stories</h3><ul><li><a href="#">First body found near the mill in January</a></li>
<li><a href="#">Mill to be sold after a century in one family</a></li></ul></div>
<p>The first was that of a woman of 29, from Exampleton, whose inquest opens in March.</p>
<p><a href="#">More on the mill</a></p>
</article>
<aside><p>Our podcast tells the stories behind the stories, every week, with guests.</p></aside>
<footer><p>© 2016 The Daily Example. All rights reserved.</p></footer>
</body></html>"##;

#[test]
fn the_main_text_of_a_page_is_read_without_what_stands_around_it() {
    let document = one("page.html", PAGE.as_bytes());
    let expected = "Second body found near the mill\n\nThe mill stands on the river’s north bank\n\nA man of 34 was found dead below the old mill on \
        Tuesday, police said on Wednesday, the second death there in a month.\n\n“We do not think the two are linked,” said Inspector Ann Field \
        of the county force, who asked anybody who had been on the path that evening, for whatever reason, to call.\nHer number is on the \
        force’s page.\n\nThe first was that of a woman of 29, from Exampleton, whose inquest opens in March.";
    assert_eq!(document.text, expected);
    assert_eq!(document.title.as_deref(), Some("Second body found near the mill & weir"));
    assert_eq!(document.date, Some(date(2016, 2, 3)));
    assert_eq!(document.origin.date.unwrap().place, DatePlace::PageData);
}

#[test]
fn a_reference_has_a_piece_of_its_own() {
    let source = "<p>Marks &amp; Sons were told of the second call, and of the first, &notin; the log.</p>";
    let document = one("a.html", source.as_bytes());
    assert_eq!(document.text, "Marks & Sons were told of the second call, and of the first, ∉ the log.");
    let at = document.text.find('&').unwrap();
    let piece = document.origin.piece(at).unwrap();
    assert_eq!(&source[piece.source.clone()], "&amp;");
    assert_eq!(&document.text[piece.text.clone()], "&");
}

#[test]
fn the_date_of_publication_comes_before_that_of_a_change() {
    let page = |head: &str, foot: &str| {
        format!(
            "<html><head>{head}</head><body><p>A man was found dead in the park on Monday, police said.</p>{foot}</body></html>"
        )
    };
    let dated = |head: &str, foot: &str| one("a.html", page(head, foot).as_bytes()).date;
    let day = Some(date(2015, 9, 14));
    assert_eq!(
        dated(
            r#"<meta name="lastmod" content="2015-10-01"><meta property="article:published_time" content="2015-09-14T10:00">"#,
            ""
        ),
        day
    );
    assert_eq!(dated("", r#"<time datetime="2015-09-14">14 Sep</time>"#), day);
    assert_eq!(dated("", "<p>Updated: 1 October 2015</p><p>Published: 14 September 2015</p>"), day);
    assert_eq!(dated("", ""), None);
}

#[test]
fn tags_left_open_lose_nothing() {
    let page = "<p>One man was found in the yard by two walkers<p>Another was found in the lane by the same two<b> walkers<div>A third lay by the wall of the church";
    let text = one("a.html", page.as_bytes()).text;
    let expected = "One man was found in the yard by two walkers\n\nAnother was found in the lane by the same two walkers\n\nA third lay by the wall of the church";
    assert_eq!(text, expected);
}

#[test]
fn a_page_with_nothing_but_short_lines_is_read_whole() {
    assert_eq!(one("a.html", b"<div>Found dead.</div><div>No note.</div>").text, "Found dead.\n\nNo note.");
}

#[test]
fn what_is_hidden_is_not_read() {
    let page = "<p>The officers went to the flat twice<span style=\"display: none\"> hidden words</span> that night, and nobody came to the door.</p>\
        <p hidden>Not this one</p>";
    assert_eq!(
        one("a.html", page.as_bytes()).text,
        "The officers went to the flat twice that night, and nobody came to the door."
    );
}
