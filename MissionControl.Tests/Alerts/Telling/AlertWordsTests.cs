using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Signals;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Bpms;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Alerts.Telling;

public sealed class AlertWordsTests
{
    private static readonly Audience[] NotTechnical = [Audience.ProductLead, Audience.DataLead, Audience.LocalOffice];

    private static Alert SignIn => AlertCase.Alert(("alertname", "SignInErrorsHigh"), ("service", "identity"), ("severity", "page"));

    /// <summary>No rule of the catalog speaks of it.</summary>
    private static Alert Unwritten => AlertCase.Alert(("alertname", "KubePodCrashLooping"), ("service", "identity"), ("pod", "identity-7f9c-x2"), ("namespace", "prod_eu")) with
    {
        Annotations = LabelSet.Of(("summary", "Pod prod_eu/identity-7f9c-x2 is crash looping"), ("description", "rate(kube_pod_container_status_restarts_total[5m]) > 0")),
    };

    [Fact]
    public void An_alert_without_a_rule_is_told_to_those_on_call_in_the_senders_words()
    {
        var it = new AlertCase();
        var message = it.Say(it.Group(Unwritten), Audience.Responder);
        Assert.Equal("Pod prod_eu/identity-7f9c-x2 is crash looping", message.Title);
        Assert.Equal("rate(kube_pod_container_status_restarts_total[5m]) > 0", Slot(message, MessagePart.What));
        Assert.Equal("Identity: identity-7f9c-x2", Slot(message, MessagePart.Where));
        Assert.Equal(new MessageSlot(MessagePart.Do, "Nobody has written what to do about this yet; owner: identity.", IsMissing: true), message.Slots[^1]);
        Assert.Equal("namespace=prod_eu pod=identity-7f9c-x2 service=identity · Pod prod_eu/identity-7f9c-x2 is crash looping · since 01:52", Assert.Single(message.Details));
    }

    [Fact]
    public void Nobody_else_is_told_the_words_of_machines()
    {
        var it = new AlertCase();
        Assert.All(NotTechnical, audience =>
        {
            var told = it.Tell(it.Group(Unwritten), audience);
            Assert.StartsWith($"[{audience}] Something may be wrong with Identity\nWhat (missing): Nobody has written what this means for ", told, StringComparison.Ordinal);
            Assert.All(new[] { "pod", "Kube", "prod_eu", "x2", "restarts", "rate(" }, word => Assert.DoesNotContain(word, told, StringComparison.OrdinalIgnoreCase));
        });
        Assert.Equal(
            "Nobody has written what you can do about this yet. If people ask, tell them that we have known of it since 01:52.",
            Slot(it.Say(it.Group(Unwritten), Audience.LocalOffice), MessagePart.Do));
        Assert.Equal("Nobody has written what product leads can do about this yet; owner: identity.", Slot(it.Say(it.Group(Unwritten), Audience.ProductLead), MessagePart.Do));
    }

    [Fact]
    public void Whatever_a_machine_sends_is_whole_for_those_on_call_and_silent_for_the_others()
    {
        var random = new Random(20261121);
        string[] names = ["alertname", "instance", "pod", "job", "service", "bpm", "severity", "stable", "région", "a b", "where"];
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-in-success", A.Tile().Off().Build())] };
        for (var round = 0; round < 300; round++)
        {
            var labels = names.Where(_ => random.Next(2) == 0).Select(name => KeyValuePair.Create(name, $"zqx{random.Next(99)}_{(char)random.Next(1, 0x2030)}{{label.pod}}"));
            var alert = AlertCase.Alert(("alertname", "zqxAlert")) with
            {
                Labels = LabelSet.Of(labels.Append(KeyValuePair.Create("alertname", "zqxAlert"))),
                Annotations = LabelSet.Of(("summary", $"zqx {{value}} {round}"), ("description", new string('z', random.Next(5000)))),
                CannotSee = random.Next(4) == 0,
                IsFlapping = random.Next(4) == 0,
                Values = Values(("zqxValue", random.NextDouble() * Math.Pow(10, random.Next(-9, 300)))),
            };
            var group = it.Group([.. Enumerable.Repeat(alert, random.Next(1, 30))]);
            if (random.Next(3) == 0)
                group = Ended(group);
            foreach (var audience in Enum.GetValues<Audience>())
            {
                var message = it.Say(group, audience);
                Assert.True(message.Title.Length is > 0 and <= AlertWords.LongestTitle && message.Slots.All(static slot => slot.Words.Length is > 0 and <= AlertWords.LongestSlot));
                Assert.True(audience == Audience.Responder || !it.Tell(group, audience).Contains("zqx", StringComparison.OrdinalIgnoreCase), it.Tell(group, audience));
            }
        }
    }

    [Fact]
    public void The_all_clear_says_what_it_was_how_long_it_lasted_and_that_there_is_nothing_to_do()
    {
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-in-success", A.Tile().Build())] };
        var over = Ended(it.Group(SignIn));
        Assert.Equal(
            """
            [LocalOffice] It is over: “Signing in does not work for everybody”
            What: It is over.
            Since: It lasted 42 min, from 01:10 to 01:52.
            Do: Nothing to do.
            """,
            it.Tell(over, Audience.LocalOffice));
        var message = it.Say(over, Audience.Responder);
        Assert.True(message.IsOver);
        Assert.Equal("Sign-in success is normal: 70 %, expected 62–78 %.", Slot(message, MessagePart.Value));
        Assert.Null(message.Night);
        Assert.Equal("service=identity · 01:52 to 01:52", Assert.Single(message.Details));
    }

    [Fact]
    public void An_alert_that_ends_while_its_metric_is_still_off_is_no_all_clear()
    {
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-in-success", A.Tile().Off().Build())] };
        var over = Ended(it.Group(SignIn));
        Assert.Equal("The alert is over, but Sign-in success is still lower than usual.", Slot(it.Say(over, Audience.LocalOffice), MessagePart.What));
        Assert.Equal("Look whether it is really over.", Slot(it.Say(over, Audience.Responder), MessagePart.Do));
    }

    [Fact]
    public void What_nobody_speaks_of_any_more_may_be_over()
    {
        var it = new AlertCase();
        var quiet = it.Group(SignIn with { State = AlertState.Unheard, HeardAt = A.Moment.AddMinutes(-30) }) with { State = AlertState.Unheard };
        var message = it.Say(quiet, Audience.ProductLead);
        Assert.Equal("Not heard from: “Many people cannot sign in”", message.Title);
        Assert.Equal("We have not heard of this since 01:34; it may be over.", Slot(message, MessagePart.What));
        Assert.Equal("Look whether it is still so: whoever watches it has gone quiet.", Slot(it.Say(quiet, Audience.Responder), MessagePart.Do));
    }

    [Fact]
    public void What_cannot_be_seen_is_not_said_to_be_down()
    {
        var it = new AlertCase();
        Assert.All(Enum.GetValues<Audience>(), audience =>
        {
            var message = it.Say(it.Group(SignIn with { CannotSee = true }), audience);
            Assert.StartsWith("Cannot be seen: “", message.Title, StringComparison.Ordinal);
            Assert.Equal("It cannot be seen since 01:52, so nobody knows whether it is so. Nothing is known to be wrong.", Slot(message, MessagePart.What));
        });
    }

    [Fact]
    public void The_likely_cause_is_named_in_the_words_of_the_same_audience()
    {
        var it = new AlertCase();
        var cause = it.Group(AlertCase.Alert(("alertname", "AppDown"))) with { Id = Guid.NewGuid() };
        it.Feed.Publish(new() { Version = 1, At = A.Moment, Open = [cause], Ended = [] });
        var effect = it.Group(SignIn) with { ExplainedBy = cause.Id };
        Assert.EndsWith("Most likely because of “Nobody can use Unicorn Rentals”.", Slot(it.Say(effect, Audience.Responder), MessagePart.What), StringComparison.Ordinal);
        Assert.EndsWith("Most likely because of “The booking site does not open”.", Slot(it.Say(effect, Audience.LocalOffice), MessagePart.What), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_that_is_no_longer_known_is_left_out()
    {
        var it = new AlertCase();
        Assert.DoesNotContain("because", it.Tell(it.Group(SignIn) with { ExplainedBy = Guid.NewGuid() }, Audience.Responder), StringComparison.Ordinal);
    }

    [Fact]
    public void Since_says_how_often_and_who_looks_after_it()
    {
        var it = new AlertCase { Changes = [Some.Change(20), Some.Change(300)] };
        var group = it.Group(SignIn with { IsFlapping = true, TimesLately = 7 }) with
        {
            Acknowledged = new("person:1", A.Moment.AddMinutes(-2)),
            Lately = 3,
            PastOutcomes = [AlertOutcome.CameBack],
        };
        Assert.Equal(
            "01:52, for 12 min. It comes and goes: 7 times in the last hour. Somebody has been looking after it since 02:02. "
            + "It came 3 times in the 30 days before; the last time it came back by itself. Changed: identity-web 4.18.0 at 01:44.",
            Slot(it.Say(group, Audience.Responder), MessagePart.Since));
        Assert.Equal(
            "01:52, for 12 min. It comes and goes: 7 times in the last hour. Somebody has been looking after it since 02:02.",
            Slot(it.Say(group, Audience.LocalOffice), MessagePart.Since));
    }

    [Theory]
    [InlineData(TileState.Off, "sign-in-success", "Sign-in success, a critical metric, is below normal.")]
    [InlineData(TileState.Normal, "sign-in-success", "No business metric is affected: it can wait until Mon 09:00.")]
    [InlineData(TileState.Stale, "sign-in-success", "Sign-in success cannot be seen, so nobody knows whether people are hurt.")]
    [InlineData(TileState.Off, "sign-ups", "Sign-ups is below normal. It is not a critical metric, so it wakes nobody.")]
    public void Why_it_may_wake_somebody_or_need_not_is_said(TileState state, string bpm, string night)
    {
        var tile = state switch { TileState.Off => A.Tile().Off().Build(), TileState.Stale => A.Tile().Stale().Build(), _ => A.Tile().Build() };
        var it = new AlertCase { Tiles = [AlertCase.Tile(bpm, tile)] };
        Assert.Equal(night, it.Say(it.Group(SignIn) with { Bpms = [bpm] }, Audience.Responder).Night);
    }

    [Fact]
    public void A_rule_may_wake_and_a_held_group_says_until_when()
    {
        var it = new AlertCase();
        Assert.Equal("Its rule says that it may wake somebody at any hour.", it.Say(it.Group(AlertCase.Alert(("alertname", "AppDown"))), Audience.Responder).Night);
        Assert.Equal(
            "Somebody holds it until 09:00: nobody is told before.",
            it.Say(it.Group(SignIn) with { Held = new("person:1", A.Moment, A.Moment.AddHours(7).AddMinutes(-4)) }, Audience.Responder).Night);
    }

    [Fact]
    public void Within_working_hours_nothing_has_to_wait()
    {
        var it = new AlertCase { Now = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero) };
        Assert.Equal("No business metric is affected.", it.Say(it.Group(SignIn), Audience.Responder).Night);
        var evening = new AlertCase { Now = new(2026, 11, 19, 20, 0, 0, TimeSpan.Zero) };
        Assert.Equal("No business metric is affected: it can wait until 09:00.", evening.Say(evening.Group(SignIn), Audience.Responder).Night);
    }

    [Fact]
    public void Words_that_an_alert_cannot_fill_give_way_to_plainer_ones_and_lose_nothing()
    {
        var it = new AlertCase();
        // No stable, so the words for product leads and Local Offices cannot be said.
        var group = it.Group(AlertCase.Alert(("alertname", "RecordSyncFailed")));
        Assert.Equal("Stables open with yesterday's health papers, and a unicorn without current papers must not be rented out.", Slot(it.Say(group, Audience.ProductLead), MessagePart.What));
        Assert.Equal("Stables open with yesterday's health papers, and a unicorn without current papers must not be rented out.", Slot(it.Say(group, Audience.LocalOffice), MessagePart.What));
    }

    [Fact]
    public void Even_a_rule_that_is_all_broken_tells_what_there_is()
    {
        var rule = new AlertRule
        {
            Id = "broken",
            Name = "Something",
            Match = AlertCase.Catalog.AlertRules[0].Match,
            Impact = "{nothing}",
            Remedy = "half {",
            For = ImmutableDictionary<Audience, AudienceWords>.Empty.Add(Audience.LocalOffice, new("{{ x }}", "{label.none}", "{value}")),
        };
        var it = new AlertCase { Definitions = AlertCase.Catalog with { AlertRules = [rule] } };
        Assert.Equal(
            """
            [LocalOffice] Something
            What (missing): Nobody has written what this means for stable managers yet.
            Since: 01:52, for 12 min.
            Do (missing): Nobody has written what you can do about this yet. If people ask, tell them that we have known of it since 01:52.
            """,
            it.Tell(it.Group(AlertCase.Alert(("alertname", "AppDown"))), Audience.LocalOffice));
    }

    [Fact]
    public void A_name_that_only_engineers_understand_is_kept_from_local_offices()
    {
        var it = new AlertCase();
        var group = it.Group(AlertCase.Alert(("alertname", "CertificateExpires")));
        Assert.Equal("A certificate is about to expire", it.Say(group, Audience.ProductLead).Title);
        Assert.Equal("Something may be wrong with Public site", it.Say(group, Audience.LocalOffice).Title);
    }

    [Fact]
    public void A_place_is_told_to_local_offices_only_when_it_is_no_machine()
    {
        var it = new AlertCase();
        Assert.Equal("London", Slot(it.Say(it.Group(Sync("London")), Audience.LocalOffice), MessagePart.Where));
        Assert.DoesNotContain("sync-host-3", it.Tell(it.Group(Sync("sync-host-3")), Audience.LocalOffice), StringComparison.Ordinal);
        Assert.Equal("Records sync: London, York, Leeds and 2 more", Slot(it.Say(it.Group(Sync("London"), Sync("York"), Sync("Leeds"), Sync("Bath"), Sync("Ely")), Audience.Responder), MessagePart.Where));

        static Alert Sync(string stable) => AlertCase.Alert(("alertname", "RecordSyncFailed"), ("stable", stable));
    }

    [Fact]
    public void What_is_just_outside_is_not_called_normal_beside_numbers_that_say_otherwise()
    {
        var it = new AlertCase { Tiles = [AlertCase.Tile("sign-in-success", A.Tile().JustOutside(0.6, TimeSpan.FromMinutes(1)).Build())] };
        Assert.Equal("Sign-in success is just below normal: 60 %, expected 62–78 %.", Slot(it.Say(it.Group(SignIn), Audience.Responder), MessagePart.Value));
    }

    [Fact]
    public void Where_a_line_of_what_fired_is_too_long_the_sentence_gives_way_and_not_the_numbers()
    {
        var it = new AlertCase();
        var wordy = Unwritten with { Annotations = LabelSet.Of(("summary", new string('x', 600))), Values = Values(("used", 0.93)) };
        var line = Assert.Single(it.Say(it.Group(wordy), Audience.Responder).Details);
        Assert.Equal(300, line.Length);
        Assert.EndsWith("x… · used = 0.93 · since 01:52", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_senders_numbers_are_told_with_their_limit_where_no_metric_speaks()
    {
        var it = new AlertCase();
        var numbers = Unwritten with { Values = Values(("B", 93.4), ("threshold", 90)) };
        Assert.Equal("93.4, against a limit of 90.", Slot(it.Say(it.Group(numbers), Audience.Responder), MessagePart.Value));
        Assert.Equal("A = 1, B = 93.4.", Slot(it.Say(it.Group(Unwritten with { Values = Values(("A", 1), ("B", 93.4)) }), Audience.Responder), MessagePart.Value));
        Assert.DoesNotContain(it.Say(it.Group(numbers), Audience.LocalOffice).Slots, static slot => slot.Part == MessagePart.Value);
        Assert.DoesNotContain(it.Say(it.Group(Unwritten with { Values = Values(("value", double.NaN)) }), Audience.ProductLead).Slots, static slot => slot.Part == MessagePart.Value);
    }

    [Fact]
    public void Text_from_outside_is_one_short_clean_line()
    {
        var it = new AlertCase();
        var wild = Unwritten with { Annotations = LabelSet.Of(("summary", "a\r\nb\u202e\u0007" + new string('x', 5000)), ("description", new string('y', 5000))), Values = Values(("k\nk", 1)) };
        var message = it.Say(it.Group(wild), Audience.Responder);
        Assert.Equal(AlertWords.LongestTitle, message.Title.Length);
        Assert.StartsWith("a b", message.Title, StringComparison.Ordinal);
        Assert.All(message.Slots, static slot => Assert.InRange(slot.Words.Length, 1, AlertWords.LongestSlot));
        Assert.All(message.Slots.Select(static slot => slot.Words).Concat(message.Details).Append(message.Title), static words => Assert.DoesNotContain(words, static letter => char.IsControl(letter) || letter == '\u202e'));
    }

    [Fact]
    public void Twenty_alerts_are_listed_and_the_rest_counted()
    {
        var it = new AlertCase();
        var group = it.Group([.. Enumerable.Range(0, 25).Select(static i => AlertCase.Alert(("alertname", "X"), ("job", "web"), ("instance", $"web-{i}")))]);
        var message = it.Say(group, Audience.Responder);
        Assert.Equal(21, message.Details.Length);
        Assert.Equal("instance=web-0 · since 01:52", message.Details[0]);
        Assert.Equal("and 5 more", message.Details[^1]);
        Assert.Equal("X (25 alerts)", message.Title);
        Assert.Empty(it.Say(group, Audience.LocalOffice).Details);
    }

    [Fact]
    public void An_alert_with_nothing_but_its_name_is_listed_by_it()
    {
        var it = new AlertCase();
        Assert.Equal("AppDown · since 01:52", Assert.Single(it.Say(it.Group(AlertCase.Alert(("alertname", "AppDown"))), Audience.Responder).Details));
    }

    [Fact]
    public void Links_are_absolute_and_the_runbook_outside_is_one_of_them()
    {
        var it = new AlertCase();
        var group = it.Group(Unwritten with { Annotations = LabelSet.Of(("runbook_url", "https://wiki.example/pods")) });
        Assert.Equal("https://mission.example/alerts/11111111-2222-3333-4444-555555555555", it.Say(group, Audience.Responder).Link);
        Assert.Equal(new MessageLink("pods (wiki.example)", "https://wiki.example/pods"), it.Say(group, Audience.Responder).Runbook);
        Assert.Equal("Runbook: pods (wiki.example).", Slot(it.Say(group, Audience.Responder), MessagePart.Do));
        Assert.Null(it.Say(group, Audience.LocalOffice).Runbook);
    }

    [Fact]
    public void The_demo_says_nothing_to_stable_managers_that_only_engineers_understand()
    {
        foreach (var rule in AlertCase.Catalog.AlertRules)
            if (rule.For.GetValueOrDefault(Audience.LocalOffice) is { } words)
                Assert.All(new[] { words.Notification, words.Impact, words.Remedy }.OfType<string>(), text => Assert.Null(Core.Alerts.Telling.Slots.PlainWords.FindJargon(WordSlots.Fill(text, static _ => "London")!)));
    }

    [Theory]
    [InlineData("Renters see an error page.", null)]
    [InlineData("Tell people that it is 93 % full at St. Ives, since 02:04.", null)]
    [InlineData("The gateway is slow", "gateway")]
    [InlineData("node_exporter is down", "node_exporter")]
    [InlineData("A certificate expires", "certificate")]
    [InlineData("See web-3", "web-3")]
    [InlineData("The p99 is high", "p99")]
    [InlineData("Ask 10.0.0.1 about it", "10.0.0.1")]
    public void Words_of_machines_are_told_from_those_of_people(string text, string? jargon) =>
        Assert.Equal(jargon, Core.Alerts.Telling.Slots.PlainWords.FindJargon(text));

    private static string? Slot(AlertMessage message, MessagePart part) => message.Slots.SingleOrDefault(slot => slot.Part == part)?.Words;

    private static AlertGroup Ended(AlertGroup group) => group with
    {
        Alerts = [.. group.Alerts.Select(static alert => alert with { State = AlertState.Resolved, EndsAt = A.Moment.AddMinutes(-12) })],
        State = AlertState.Resolved,
        Since = A.Moment.AddMinutes(-54),
        EndedAt = A.Moment.AddMinutes(-12),
    };

    private static ImmutableSortedDictionary<string, double> Values(params (string Name, double Value)[] values) =>
        values.ToImmutableSortedDictionary(static one => one.Name, static one => one.Value);
}
