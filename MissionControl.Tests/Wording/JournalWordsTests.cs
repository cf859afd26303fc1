using System.Collections.Immutable;
using MissionControl.Core.Journal;
using MissionControl.Tests.Support;

namespace MissionControl.Tests.Wording;

public sealed class JournalWordsTests
{
    [Theory]
    [InlineData("tile.state", """{"before":"Normal","after":"TooFew"}""", "it went from Normal to Too few")]
    [InlineData("tile.state", """{"from":"Normal","to":"Off"}""", "it went from Normal to Off")]
    [InlineData("tile.state", "{}", "it went from Nothing to Nothing")]
    [InlineData("tile.state", "no JSON", "Metric changed state: it")]
    [InlineData("tile.state", "[]", "it went from Nothing to Nothing")]
    [InlineData("verdict.level", """{"before":"AllCalm","after":"ActNow","headline":"Sign-ins are low"}""", "The verdict went from All calm to Act now: Sign-ins are low")]
    [InlineData("catalog.loaded", """{"changes":{"bpms":{"added":["a","b"],"removed":["c"]},"services":{"changed":["d"]}}}""", "A catalog was loaded: bpms 2 added, 1 removed; services 1 changed")]
    [InlineData("catalog.loaded", """{"changes":{}}""", "A catalog was loaded: nothing it defines is different")]
    [InlineData("catalog.refused", """{"count":1,"running":null}""", "A catalog was refused: 1 problem, no catalog is running")]
    [InlineData("catalog.refused", """{"count":3,"running":"ab"}""", "A catalog was refused: 3 problems, the one before keeps running")]
    [InlineData("settings.changed", """{"before":null,"after":{"Data":"/a"}}""", "The settings were recorded for the first time")]
    [InlineData("settings.changed", """{"before":{"Data":"/a"},"after":{"Data":"/b","Urls":"x"}}""", "Settings changed: Data, Urls")]
    [InlineData("stretch.declared", """{"after":{"kind":"BankHoliday","bpm":null}}""", "Declared: bank holiday of every metric")]
    [InlineData("stretch.changed", """{"before":{"kind":"Outage","bpm":"sign-ins"},"after":{"kind":"Outage","bpm":"sign-ins"}}""", "Changed: outage of sign-ins")]
    [InlineData("stretch.changed", """{"before":{"kind":"Outage","bpm":"sign-ins"},"after":{"kind":"Campaign","bpm":null}}""", "Changed: outage of sign-ins, now campaign of every metric")]
    [InlineData("stretch.withdrawn", """{"before":{"kind":"Outage","bpm":"sign-ins"}}""", "Withdrew: outage of sign-ins")]
    [InlineData("stretch.withdrawn", """{"kind":"Outage","bpm":"sign-ins"}""", "Withdrew: outage of sign-ins")]
    [InlineData("journal.sealed", """{"first":1,"last":12000}""", "Entries 1 to 12,000 were exported, sealed and dropped")]
    [InlineData("second-factor.reset", "{}", "Second factor reset: it")]
    public void Each_kind_is_told_in_plain_words(string kind, string body, string words) => Assert.Equal(words, JournalWords.Tell(Entry(kind, body)));

    [Theory]
    [InlineData("system", "Mission Control")]
    [InlineData("visitor", "A visitor")]
    [InlineData("anonymous", "Somebody unknown")]
    [InlineData("person:0193", "Person 0193")]
    [InlineData("wall:0193", "Wall 0193")]
    [InlineData("p1", "p1")]
    public void An_actor_is_told_by_what_is_known(string actor, string words) => Assert.Equal(words, JournalWords.Actor(actor));

    private static JournalEntry Entry(string kind, string body) => new(1, A.Moment, kind, "it", "system", body, ImmutableArray<byte>.Empty, ImmutableArray<byte>.Empty);
}
