namespace MissionControl.Web.Shared;

/// <summary>Numbers for machines. JSON has no infinity: what is not a number is unknown, and such a limit is an open side.</summary>
internal static class Known
{
    public static double? Number(double? number) => number is { } value && double.IsFinite(value) ? value : null;
}
