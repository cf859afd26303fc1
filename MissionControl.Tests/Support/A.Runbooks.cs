using MissionControl.Core.Runbooks;

namespace MissionControl.Tests.Support;

public static partial class A
{
    /// <summary>The template in full, with three steps: two under Check, one under Fix.</summary>
    public const string RunbookText =
        """
        # Sign-in failures

        ## What it looks like
        *Sign-in success* falls below its band.

        ## Who is hurt
        Everybody who signs in.

        ## Check
        1. Was Identity deployed?
        2. Count refusals by reason:
           ```
           identity-log refusals --last 30m
           ```

        ## Fix
        - Roll back with `identity-release back`.

        ## Back out
        Nothing to back out.

        ## Tell whom
        Stable managers.
        """;

    public static Runbook Runbook(string id) => Runbook(id, RunbookText);

    public static Runbook Runbook(string id, string text) => new()
    {
        Id = id,
        Title = text.Split('\n')[0].TrimStart('#', ' '),
        Text = text,
        Sections = Core.Runbooks.RunbookText.SectionsOf(text),
    };
}
