namespace MissionControl.Bench.Bands;

/// <summary>One figure of the bands beside what it has to reach.</summary>
internal sealed record Aim(string What, double Measured, double Limit, bool AtLeast, string Unit, string Beside = "")
{
    public const string Header = "| what | measured | has to be | beside it |\n|---|---|---|---|";

    public bool IsMet => double.IsNaN(Limit) || (AtLeast ? Measured >= Limit : Measured <= Limit);

    public override string ToString() =>
        $"| {What} | {(IsMet ? "" : "**missed** ")}{Show(Measured)}{Unit} | {(double.IsNaN(Limit) ? "–" : $"{(AtLeast ? "≥" : "≤")} {Show(Limit)}{Unit}")} | {Beside} |";

    public static Aim Told(string what, double measured, string unit, string beside = "") => new(what, measured, double.NaN, true, unit, beside);

    public static string Show(double value) => double.IsNaN(value) ? "–" : Math.Abs(value) switch { < 10 => value.ToString("0.00"), < 100 => value.ToString("0.0"), _ => value.ToString("#,0") };
}
