using System.Collections.Immutable;
using MissionControl.Core.Bpms;

namespace MissionControl.Core.Alerts.Rules;

/// <summary>What the catalog says of alerts: what they mean for whom, and what to do. The first rule whose conditions hold speaks of an alert.</summary>
public sealed record AlertRule
{
    /// <summary>Kebab-case, unique in the catalog.</summary>
    public required string Id { get; init; }

    /// <summary>What is wrong, in the words of the people it hurts: "Nobody can sign in".</summary>
    public required string Name { get; init; }

    /// <summary>All must hold. At least one.</summary>
    public required ImmutableArray<Matcher> Match { get; init; }

    /// <summary><see langword="null"/>: as the sender says, by its label <c>severity</c>.</summary>
    public Urgency? Urgency { get; init; }

    /// <summary>Who is hurt and how, in one sentence; may be missing.</summary>
    public string? Impact { get; init; }

    /// <summary>What to do now, in one sentence; may be missing.</summary>
    public string? Remedy { get; init; }

    /// <summary>What an audience is told instead. An audience that is not here is told the general words, where they fit.</summary>
    public ImmutableDictionary<Audience, AudienceWords> For { get; init; } = ImmutableDictionary<Audience, AudienceWords>.Empty;

    /// <summary>Ids of the services it touches, besides the one the alert's label <c>service</c> names.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>Ids of the BPMs it touches.</summary>
    public ImmutableArray<string> Bpms { get; init; } = [];

    /// <summary>The name of a runbook.</summary>
    public string? Runbook { get; init; }

    /// <summary>The label that says where: <c>instance</c>, <c>office</c>. <see langword="null"/>: the usual ones are tried.</summary>
    public string? Where { get; init; }

    /// <summary>Names of the labels by which its alerts are grouped; empty: as their door or the usual has it (<see cref="GroupingRule"/>).</summary>
    public ImmutableArray<string> GroupBy { get; init; } = [];

    /// <summary>It may wake a person at night although no critical BPM is off.</summary>
    public bool Wakes { get; init; }
}

/// <summary>What one audience is told of an alert.</summary>
/// <param name="Notification">What is wrong, for them; <see langword="null"/>: the rule's general words.</param>
/// <param name="Impact">What it means for them.</param>
/// <param name="Remedy">What they can do or tell others.</param>
public sealed record AudienceWords(string? Notification, string? Impact, string? Remedy);
