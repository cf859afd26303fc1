using System.Collections.Immutable;
using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Rules;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms;
using PlainWords = MissionControl.Core.Alerts.Telling.Slots.PlainWords;

namespace MissionControl.Web.Alerts.Preview;

/// <summary>One group as one audience is told it, and what would make that better.</summary>
/// <param name="Name">What the audience is called here.</param>
/// <param name="Description">Who they are; may be empty.</param>
/// <param name="Gaps">What nobody has written yet.</param>
/// <param name="Jargon">A word that they may not know; <see langword="null"/> when there is none.</param>
public sealed record WordsView(Audience Audience, string Name, string Description, AlertMessage Message, ImmutableArray<WordsGap> Gaps, string? Jargon)
{
    public static ImmutableArray<WordsView> Of(AlertGroup group, WordsOf words)
    {
        var rule = words.Board.Definitions.AlertRules.FirstOrDefault(one => one.Id == group.Rule);
        return [.. Enum.GetValues<Audience>().Select(audience =>
        {
            var message = words.Say(group, audience);
            return View(message, words) with { Gaps = Missing(message, rule, group), Jargon = JargonIn(message) };
        })];
    }

    /// <summary>Several that waited, in the one message of the morning.</summary>
    /// <param name="groups">With whether people had been told that it began.</param>
    public static ImmutableArray<WordsView> OfMorning(ImmutableArray<(AlertGroup Group, bool IsKnown)> groups, WordsOf words) => [.. Enum.GetValues<Audience>().Select(audience =>
        View(Digest.Say([.. groups.Select(one => new DigestEntry(one.Group.Id, words.Say(one.Group, audience), one.IsKnown))], audience, words.Origin), words))];

    private static WordsView View(AlertMessage message, WordsOf words)
    {
        var definition = words.Board.Definitions.Audiences.FirstOrDefault(one => one.Id == message.Audience);
        return new(message.Audience, definition?.Name ?? PeopleOf(message.Audience), definition?.Description ?? "", message, [], null);
    }

    private static ImmutableArray<WordsGap> Missing(AlertMessage message, AlertRule? rule, AlertGroup group)
    {
        var gaps = message.Slots.Where(static slot => slot.IsMissing).Select(slot => WordsGap.Of(message.Audience, slot.Part, rule, group.Name));
        return message.Audience == Audience.LocalOffice && rule is not null && rule.For.GetValueOrDefault(Audience.LocalOffice)?.Notification is null && PlainWords.FindJargon(rule.Name) is { } jargon
            ? [.. gaps, WordsGap.Named(rule, jargon)]
            : [.. gaps];
    }

    private static string? JargonIn(AlertMessage message) => message.Audience == Audience.LocalOffice
        ? message.Slots.Where(static slot => slot.Part is MessagePart.What or MessagePart.Do).Select(static slot => slot.Words).Prepend(message.Title).Select(PlainWords.FindJargon).FirstOrDefault(static word => word is not null)
        : null;

    private static string PeopleOf(Audience audience) => audience switch
    {
        Audience.Responder => "On call",
        Audience.ProductLead => "Product leads",
        Audience.DataLead => "Data leads",
        _ => "Local offices",
    };
}

/// <summary>What words are made with.</summary>
/// <param name="Origin">The address of this app that people use, for links, without a slash at its end.</param>
public sealed record WordsOf(IAlertWords Words, BoardSnapshot Board, DateTimeOffset Now, string Origin)
{
    public AlertMessage Say(AlertGroup group, Audience audience) => Words.Say(group, audience, Board, Now, Origin);
}

/// <summary>Something nobody has written, and how to write it.</summary>
/// <param name="What">For people: "what to do".</param>
/// <param name="Yaml">What to put into the catalog.</param>
public sealed record WordsGap(string What, string Yaml)
{
    public static WordsGap Of(Audience audience, MessagePart part, AlertRule? rule, string alert)
    {
        var (what, key) = part == MessagePart.Do ? ("what to do", "remedy") : ("what it means", "impact");
        var head = rule is null ? $"- id: …\n  name: …\n  match: {{ alertname: {OneLine(alert)} }}\n" : $"- id: {rule.Id}\n";
        return new(what, audience == Audience.Responder ? $"{head}  {key}: …" : $"{head}  for:\n    {audience}:\n      {key}: …");
    }

    /// <summary>The rule's name is no name for those who do not know the system.</summary>
    public static WordsGap Named(AlertRule rule, string jargon) =>
        new($"what to call it; “{jargon}” is a word that they may not know", $"- id: {rule.Id}\n  for:\n    {Audience.LocalOffice}:\n      notification: …");

    private static string OneLine(string name) => Core.OneLine.Of(name, 80);
}
