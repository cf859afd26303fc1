namespace MissionControl.Tests.Catalog;

/// <summary>A good minimum, one thing broken, the whole message. Line 6 is where a BPM begins, line 13 where more can be said of it.</summary>
public sealed class BrokenCatalogTests
{
    [Fact]
    public void The_minimum_is_good()
    {
        using var folder = new CatalogFolder().With("a.yaml", CatalogFolder.Minimum);
        Assert.Empty(folder.Problems());
    }

    [Theory]
    [InlineData("    kind: rate", "    kind: rat", "10:11: expected a kind (ratio, rate, count, value, freshness), found the text 'rat'; did you mean 'rate'?")]
    [InlineData("    kind: rate", "    kind: [rate]", "10:11: expected a kind (ratio, rate, count, value, freshness), found a list")]
    [InlineData("    kind: rate\n", "", "7:5: a BPM needs the key 'kind'")]
    [InlineData("    name: Sign-ups", "    nmae: Sign-ups", "7:5: a BPM needs the key 'name'", "8:5: unknown key 'nmae' in a BPM; did you mean 'name'?")]
    [InlineData("    name: Sign-ups", "    name: 7", "8:11: expected a text, found the number 7; put it in quotes if it is meant as text")]
    [InlineData("    name: Sign-ups", "    name: { a: b }", "8:11: expected a text, found keys with values")]
    [InlineData("    name: Sign-ups", "    name:", "8:10: expected a text, found nothing")]
    [InlineData("    name: Sign-ups", "    name: a\n    name: b", "9:5: the key 'name' was already given on line 8")]
    [InlineData("    name: Sign-ups", "    name: \"a\\nb\"", "8:11: this text must be on one line")]
    [InlineData("    name: Sign-ups", "    name: ${env:HOME}", "8:11: secrets (${env:…}, ${file:…}) are only filled in in addresses, headers, tokens, users and passwords")]
    [InlineData("  - id: sign-ups", "  - id: SignUps", "7:9: ids are kebab-case (small letters, digits and single dashes), found the text 'SignUps'; did you mean 'sign-ups'?")]
    [InlineData("  - id: sign-ups", "  - id: 5xx", "")]
    [InlineData("  - id: sign-ups", "  - id: 500", "7:9: expected the id of a BPM, found the number 500")]
    [InlineData("    source: main", "    source: mian", "11:13: unknown source 'mian'; did you mean 'main'?")]
    [InlineData("bpms:", "bmps:", "6:1: unknown key 'bmps' in a catalog file; did you mean 'bpms'?")]
    [InlineData("bpms:", "weather: []\nbpms:", "6:1: unknown key 'weather' in a catalog file; there are organisation, sources, services, bpms, audiences, calendars, alerts, intakes, grouping, mail, destinations, routes and 4 more")]
    [InlineData("bpms:", "- a\nbpms:", "6:1: not valid YAML: while parsing a block mapping, did not find expected key")]
    [InlineData("    kind: rate", "\tkind: rate", "10:1: a tab is used to indent; YAML indents with spaces only")]
    [InlineData("    kind: rate", "    kind: ratio", "7:5: the kind ratio needs the key 'numerator'", "7:5: the kind ratio needs the key 'denominator'", "12:12: 'query' does not fit the kind ratio, which takes 'numerator' and 'denominator'")]
    [InlineData("    query: sum(rate(sign_ups_total[5m]))", "    numerator: a", "7:5: the kind rate needs the key 'query'", "12:16: 'numerator' does not fit the kind rate, which takes 'query'")]
    [InlineData("    kind: rate", "    kind: freshness", "7:5: freshness needs a fixed band with an upper limit, such as { kind: fixed, upper: 7h }")]
    [InlineData("\"http://127.0.0.1:9090\"", "127.0.0.1:9090", "3:24: expected an absolute address such as https://prometheus.example:9090")]
    [InlineData("\"http://127.0.0.1:9090\"", "\"http://me:sesame@localhost\"", "3:24: an address must not hold a user or password; give them as 'basic'")]
    [InlineData("prometheus: { url: \"http://127.0.0.1:9090\" }", "prometheus: nowhere", "3:17: expected a Prometheus source with its keys (url, headers, bearer, basic, ca, timeout, concurrency, rules), found a single value")]
    [InlineData("prometheus: { url: \"http://127.0.0.1:9090\" }", "name: x", "2:5: a source needs its kind, one of 'prometheus', 'pushed', 'demo'", "3:5: unknown key 'name' in a source; there are id, prometheus, pushed, demo")]
    [InlineData("9090\" }", "9090\", timeout: 10 }", "3:58: expected a duration from 1s to 2m, such as 10s, 5m or 1h30m, found the number 10")]
    [InlineData("9090\" }", "9090\", timeout: 3m }", "3:58: expected a duration from 1s to 2m, such as 10s, 5m or 1h30m, found the text '3m'")]
    [InlineData("9090\" }", "9090\", concurrency: 0 }", "3:62: expected a whole number from 1 to 64, found the number 0")]
    [InlineData("9090\" }", "9090\", bearer: a, basic: { user: u, password: p } }", "3:67: give 'bearer' or 'basic', not both")]
    [InlineData("9090\" }", "9090\", headers: { Host: x } }", "3:60: the header Host is set by Mission Control itself")]
    [InlineData("9090\" }", "9090\", ca: gone.pem }", "3:53: the file 'gone.pem' does not exist (paths are relative to the catalog folder)")]
    [InlineData("9090\" }", "9090\" }\n    demo: { seed: 1 }", "4:11: a source has one kind, and this one has 'prometheus' already")]
    public void One_mistake_is_named_with_its_place(string good, string bad, params string[] expected) =>
        AssertProblems(CatalogFolder.Minimum.Replace(good, bad, StringComparison.Ordinal), expected);

    [Theory]
    [InlineData("interval: 1s", "13:15: expected a duration from 5s to 1h, such as 10s, 5m or 1h30m, found the text '1s'")]
    [InlineData("tier: citical", "13:11: expected a tier (critical, important, informative), found the text 'citical'; did you mean 'critical'?")]
    [InlineData("stage: Revenue", "13:12: expected a business stage (acquisition, activation, retention, revenue, referral), found the text 'Revenue'; did you mean 'revenue'?")]
    [InlineData("audiences: [responder]", "13:17: expected an audience (Responder, ProductLead, DataLead, LocalOffice), found the text 'responder'; did you mean 'Responder'?")]
    [InlineData("audiences: Responder", "13:16: expected a list of audiences (each after '- ', or [in, brackets]), found a single value")]
    [InlineData("services: [identity, identty]", "13:26: unknown service 'identty'; did you mean 'identity'?")]
    [InlineData("services: [identity, identity]", "13:26: 'identity' stands in this list twice")]
    [InlineData("runbook: gone", "13:14: unknown runbook 'gone'; there are none")]
    [InlineData("minimumVolume: 5", "13:20: 'minimumVolume' is for ratios; a rate has no volume")]
    [InlineData("minimumVolume: \"5\"", "13:20: expected a number, zero or more, found the text '5'", "13:20: 'minimumVolume' is for ratios; a rate has no volume")]
    [InlineData("band: { kind: fixed }", "13:11: a fixed band needs 'lower', 'upper' or both")]
    [InlineData("band: { kind: fixed, lower: 9, upper: 3 }", "13:33: 'lower' (9) must be less than 'upper' (3)")]
    [InlineData("band: { kind: fixed, lower: low }", "13:33: expected a limit: a number, a percentage or a duration, found the text 'low'")]
    [InlineData("band: { kind: fixed, lower: 9% }", "13:33: only ratios take a percentage as their limit; write a number in the BPM's unit")]
    [InlineData("band: { kind: fixed, lower: 9m }", "13:33: only freshness takes a duration as its limit; write a number in the BPM's unit")]
    [InlineData("band: { kind: fixed, width: 95%, lower: 1 }", "13:33: 'width' belongs to learned bands; a fixed band takes 'lower' and 'upper'")]
    [InlineData("band: { kind: seasonal, width: 20% }", "13:36: expected a width from 50% to 99.9%, found the text '20%'")]
    [InlineData("band: { kind: seasonal, lower: 2 }", "13:36: 'lower' belongs to fixed bands; a learned band takes 'width' and 'adoptAfter'")]
    [InlineData("band: { lower: 2 }", "13:11: a band needs the key 'kind'")]
    [InlineData("unit: *unit", "13:11: this alias names no anchor above it in this file; put a text that begins with '*' in quotes")]
    [InlineData("services: &loop [*loop]", "13:22: this alias stands inside the value it repeats")]
    [InlineData("unit: !!str x", "13:11: YAML tags (words that begin with '!') are not used in a catalog; put a text that begins so in quotes")]
    [InlineData("<<: { unit: x }", "13:5: merge keys ('<<') are not part of YAML 1.2; repeat the keys, or alias the whole value with *name")]
    public void One_more_key_that_is_wrong_is_named_with_its_place(string line, params string[] expected) =>
        AssertProblems($"{CatalogFolder.Minimum}    {line}\n", expected);

    [Theory]
    [InlineData("kind: seasonal", "13:19: freshness needs a fixed band with an upper limit, such as { kind: fixed, upper: 7h }")]
    [InlineData("kind: fixed, lower: 1h, upper: 2h", "13:33: freshness has no lower limit: nothing is too fresh")]
    [InlineData("kind: fixed, upper: 90%", "13:33: a freshness limit is a duration such as 7h, or seconds, not a percentage")]
    [InlineData("kind: fixed", "13:11: freshness needs a fixed band with an upper limit, such as { kind: fixed, upper: 7h }")]
    public void A_freshness_band_is_an_upper_limit(string band, string expected) =>
        AssertProblems($"{CatalogFolder.Minimum.Replace("kind: rate", "kind: freshness", StringComparison.Ordinal)}    band: {{ {band} }}\n", expected);

    [Fact]
    public void A_ratio_limit_over_one_is_named() => AssertProblems(
        CatalogFolder.Minimum.Replace("kind: rate", "kind: ratio", StringComparison.Ordinal).Replace("query:", "numerator:", StringComparison.Ordinal)
            + "    denominator: x\n    band: { kind: fixed, lower: 60 }\n",
        "14:33: a ratio is between 0 and 1, so a limit of 60 is never met; write 0.6 or 60%");

    [Fact]
    public void Two_BPMs_of_one_id_are_named_over_files()
    {
        using var folder = new CatalogFolder()
            .With("a.yaml", CatalogFolder.Minimum)
            .With("b.yaml", "bpms:\n  - { id: sign-ups, name: S, means: M, kind: rate, source: main, query: q }\n");
        Assert.Equal(["b.yaml:2:11: the BPM 'sign-ups' was already given at a.yaml:7:9"], folder.Problems());
    }

    [Fact]
    public void Services_that_need_each_other_are_named_in_full() => AssertProblems(
        """
        services:
          - { id: a, name: A, dependsOn: [b] }
          - { id: b, name: B, dependsOn: [c] }
          - { id: c, name: C, dependsOn: [d, a] }
          - { id: d, name: D }
          - { id: e, name: E, dependsOn: [e, a] }
        """,
        "4:34: services need each other in a circle: a → b → c → a",
        "6:34: services need each other in a circle: e → e");

    [Theory]
    [InlineData("monday: { from: \"9\", to: \"17:00\" }", "5:23: expected a time of day such as 09:00, found the text '9'")]
    [InlineData("monday: { from: \"17:00\", to: \"09:00\" }", "5:36: working hours must end after they begin (17:00)")]
    [InlineData("mondy: { from: \"09:00\", to: \"17:00\" }", "5:7: unknown key 'mondy' in a week; did you mean 'monday'?")]
    public void A_calendar_says_what_is_wrong_with_its_week(string day, string expected) => AssertProblems(
        $"calendars:\n  - id: office\n    name: Office\n    zone: Europe/London\n    {{}}\n".Replace("    {}", "    week: { }", StringComparison.Ordinal)
            .Replace("zone: Europe/London\n    week: { }", $"zone: Europe/London\n    week:\n      {day}", StringComparison.Ordinal),
        expected.Replace("5:", "6:", StringComparison.Ordinal));

    [Fact]
    public void A_calendar_names_an_unknown_zone_and_a_day_that_is_none() => AssertProblems(
        """
        calendars:
          - id: office
            name: Office
            zone: Europe/Londn
            holidays:
              - { date: 2026-02-30, name: Never }
              - { date: 2026-12-25, name: Christmas }
              - { date: 2026-12-25, name: Again }
        """,
        "4:11: expected a time zone such as Europe/London, found the text 'Europe/Londn'; did you mean 'Europe/London'?",
        "6:7: 2026-12-25 stands among the holidays twice (Christmas, Again)",
        "6:17: expected a date such as 2026-12-25, found the text '2026-02-30'");

    [Fact]
    public void Every_problem_of_every_file_is_told_at_once()
    {
        using var folder = new CatalogFolder()
            .With("a.yaml", CatalogFolder.Minimum.Replace("rate\n", "rat\n", StringComparison.Ordinal))
            .With("b.yml", "organisation: { nam: X }\n")
            .With("runbooks/x.md", "no heading\n")
            .With("runbooks/Bad Name.md", "# Bad\n");
        Assert.Equal(
            [
                "a.yaml:10:11: expected a kind (ratio, rate, count, value, freshness), found the text 'rat'; did you mean 'rate'?",
                "b.yml:1:15: an organisation needs the key 'name'",
                "b.yml:1:17: unknown key 'nam' in an organisation; did you mean 'name'?",
                "runbooks/Bad Name.md:0:0: the name of a runbook file is kebab-case: small letters, digits and single dashes",
                "runbooks/x.md:1:1: a runbook needs a title: a first heading such as '# Sign-in failures'",
            ],
            folder.Problems());
    }

    [Fact]
    public void Past_two_hundred_problems_no_more_are_listed()
    {
        using var folder = new CatalogFolder().With("a.yaml", string.Concat(Enumerable.Range(0, 30_000).Select(i => $"key-{i}: {i}\n")));
        var problems = folder.Problems();
        Assert.Equal(201, problems.Length);
        Assert.Equal(".:0:0: there are more problems; these are the first 200", problems[^1]);
    }

    private static void AssertProblems(string yaml, params string[] expected)
    {
        using var folder = new CatalogFolder().With("a.yaml", yaml);
        Assert.Equal(expected.Where(problem => problem.Length > 0).Select(problem => $"a.yaml:{problem}"), folder.Problems());
    }
}
