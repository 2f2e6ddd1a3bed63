import time

from lagebild.sources.robots import ALL_FORBIDDEN, Rule, may_fetch, read_rules

SITE = "https://news.example"


def test_the_group_of_the_agent_goes_before_the_group_of_all():
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Lagebild\nDisallow: /archive\n"
    rules = read_rules(text, "lagebild")
    assert may_fetch(rules, f"{SITE}/today/1")
    assert not may_fetch(rules, f"{SITE}/archive/1")


def test_the_longest_pattern_decides():
    rules = read_rules("User-agent: *\nDisallow: /a\nAllow: /a/open\n", "lagebild")
    assert may_fetch(rules, f"{SITE}/a/open/1")
    assert not may_fetch(rules, f"{SITE}/a/1")


def test_wildcards_and_the_end_sign_are_understood():
    rules = read_rules("User-agent: *\nDisallow: /*/print\nDisallow: /*.pdf$\n", "lagebild")
    assert not may_fetch(rules, f"{SITE}/2031/print")
    assert not may_fetch(rules, f"{SITE}/files/a.pdf")
    assert may_fetch(rules, f"{SITE}/files/a.pdf.html")


def test_no_rules_allow_all_and_a_failing_server_forbids_all():
    assert may_fetch(read_rules("", "lagebild"), f"{SITE}/a")
    assert not may_fetch(ALL_FORBIDDEN, f"{SITE}/a")


def test_a_pattern_full_of_stars_costs_no_time():
    rules = (Rule("/" + "*a" * 10 + "b", False),)
    start = time.perf_counter()
    assert may_fetch(rules, f"{SITE}/" + "a" * 50_000)
    assert time.perf_counter() - start < 1
