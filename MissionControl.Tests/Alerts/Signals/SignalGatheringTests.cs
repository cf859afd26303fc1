using MissionControl.Core.Alerts.Signals;

namespace MissionControl.Tests.Alerts.Signals;

/// <summary>What senders cannot help is bent to fit, what makes no sense is refused.</summary>
public sealed class SignalGatheringTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 4, 0, TimeSpan.Zero);
    private static readonly SignalPlace Place = new("alerts", 3);

    [Fact]
    public void Without_a_name_an_alert_is_refused_at_its_place()
    {
        var gathering = new SignalGathering(Now);
        gathering.Add(Said(("alertname", " \t"), ("service", "search")));
        Assert.Equal("alerts[3].labels.alertname", Assert.Single(gathering.Problems).Field);
        Assert.Empty(gathering.Signals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ser\nvice")]
    [InlineData("ser\u0000vice")]
    public void A_label_needs_a_readable_name(string name)
    {
        var gathering = new SignalGathering(Now);
        gathering.Add(Said(("alertname", "DiskFull"), (name, "x")));
        Assert.Equal("alerts[3].labels", Assert.Single(gathering.Problems).Field);
    }

    [Fact]
    public void Values_of_labels_become_one_line_that_reads_as_it_is_written()
    {
        var signal = One(Said(("alertname", "Disk\r\nFull"), ("path", "a\u202eb\u0007c  d ")));
        Assert.Equal(("Disk Full", "ab c d"), (signal.Labels["alertname"], signal.Labels["path"]));
    }

    [Fact]
    public void Labels_that_are_too_long_are_cut_and_those_that_differ_in_their_ends_stay_two()
    {
        var gathering = new SignalGathering(Now);
        var start = new string('x', 2000);
        gathering.Add(Said(("alertname", "DiskFull"), ("path", start + "a")));
        gathering.Add(Said(("alertname", "DiskFull"), ("path", start + "b")));
        gathering.Add(Said(("alertname", "DiskFull"), ("path", start + "a")));
        Assert.All(gathering.Signals, static signal => Assert.Equal(SignalRules.LongestLabel, signal.Labels["path"]!.Length));
        Assert.NotEqual(gathering.Signals[0].Labels, gathering.Signals[1].Labels);
        Assert.Equal(gathering.Signals[0].Labels, gathering.Signals[2].Labels);
        Assert.Equal(["labels longer than 1024 characters"], gathering.Bent);
    }

    [Fact]
    public void Of_ten_thousand_labels_the_name_and_the_same_others_are_kept_each_time()
    {
        var labels = Enumerable.Range(0, 10_000).Select(static i => ($"a{i:00000}", "x")).Append(("alertname", "DiskFull")).ToArray();
        var signal = One(Said(labels));
        Array.Reverse(labels);
        Assert.Equal((SignalRules.MostLabels, "DiskFull"), (signal.Labels.Count, signal.Labels["alertname"]));
        Assert.Equal(signal.Labels, One(Said(labels)).Labels);
    }

    [Fact]
    public void Long_annotations_are_cut_and_keep_their_lines()
    {
        var gathering = new SignalGathering(Now);
        gathering.Add(Said(("alertname", "DiskFull")) with { Annotations = [new("summary", "one\r\ntwo\u0000"), new("description", new string('x', 5000))] });
        var annotations = gathering.Signals[0].Annotations;
        Assert.Equal(("one\ntwo", SignalRules.LongestAnnotation, '…'), (annotations["summary"], annotations["description"]!.Length, annotations["description"]![^1]));
        Assert.Equal(["annotations longer than 4096 characters"], gathering.Bent);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(-5.0, -5)]
    [InlineData(9.0, 9)]
    [InlineData(11.0, 0)]
    [InlineData(1e6, 0)]
    public void A_beginning_in_the_future_counts_as_now(double? minutes, double becomes) =>
        Assert.Equal(Now.AddMinutes(becomes), One(Said(("alertname", "x")) with { StartsAt = minutes is { } m ? Now.AddMinutes(m) : null }).StartsAt);

    [Fact]
    public void An_ancient_beginning_counts_as_the_furthest_day_and_stays_the_same_within_the_day()
    {
        var said = Said(("alertname", "x")) with { StartsAt = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        var gathering = new SignalGathering(Now.AddHours(3));
        gathering.Add(said);
        Assert.Equal(new DateTimeOffset(2025, 10, 17, 0, 0, 0, TimeSpan.Zero), One(said).StartsAt);
        Assert.Equal(One(said).StartsAt, gathering.Signals[0].StartsAt);
        Assert.Equal(["beginnings more than 400 days ago"], gathering.Bent);
    }

    [Fact]
    public void What_is_over_ends_now_at_the_latest_and_not_before_it_began()
    {
        var over = Said(("alertname", "x")) with { IsFiring = false, StartsAt = Now.AddMinutes(-5) };
        Assert.Equal(Now, One(over).EndsAt);
        Assert.Equal(Now, One(over with { EndsAt = Now.AddDays(1) }).EndsAt);
        Assert.Equal(Now.AddMinutes(-5), One(over with { EndsAt = Now.AddMinutes(-7) }).EndsAt);
    }

    [Fact]
    public void What_fires_says_until_when_that_holds()
    {
        Assert.Equal(Now.AddMinutes(4), One(Said(("alertname", "x")) with { EndsAt = Now.AddMinutes(4) }).EndsAt);
        Assert.Null(One(Said(("alertname", "x"))).EndsAt);
    }

    [Fact]
    public void Only_web_addresses_become_links()
    {
        Assert.Equal("https://prom.example/graph", One(Said(("alertname", "x")) with { Link = "https://prom.example/graph" }).Link);
        foreach (var link in (string[])["javascript:alert(1)", "/graph", "ftp://x/", "https://user:secret@x/"])
            Assert.Null(One(Said(("alertname", "x")) with { Link = link }).Link);
    }

    [Fact]
    public void A_value_said_in_words_is_a_number_too() =>
        Assert.Equal(0.25, One(Said(("alertname", "x")) with { Annotations = [new("value", "2.5e-01")] }).Values["value"]);

    private static AlertSignal One(SaidSignal said)
    {
        var gathering = new SignalGathering(Now);
        gathering.Add(said);
        Assert.Empty(gathering.Problems);
        return Assert.Single(gathering.Signals);
    }

    private static SaidSignal Said(params (string Name, string Value)[] labels) =>
        new() { Place = Place, IsFiring = true, Labels = [.. labels.Select(static label => KeyValuePair.Create(label.Name, label.Value))] };
}
