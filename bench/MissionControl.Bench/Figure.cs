namespace MissionControl.Bench;

/// <summary>One measured figure beside its limit and a yardstick of the same run.</summary>
internal sealed record Figure(string What, double Measured, double Limit, string Unit, string Yardstick, double? YardstickMeasured)
{
    public const string Header = "| what | measured | limit | yardstick in the same run | ratio |\n|---|---|---|---|---|";

    public bool IsMet => Measured <= Limit;

    public override string ToString() =>
        $"| {What} | {(IsMet ? "" : "**missed** ")}{Show(Measured)} {Unit} | {(double.IsInfinity(Limit) ? "–" : $"{Show(Limit)} {Unit}")} | {Yardstick}{(YardstickMeasured is { } yardstick ? $": {Show(yardstick)} {Unit}" : "")} | {(YardstickMeasured is > 0 and var y ? $"{Measured / y:0.0} x" : "–")} |";

    public static double Quantile(IEnumerable<double> values, double share)
    {
        var ascending = values.Order().ToArray();
        return ascending.Length == 0 ? double.NaN : ascending[(int)Math.Ceiling(share * ascending.Length) - 1];
    }

    private static string Show(double value) => value.ToString(value < 10 ? "0.0" : "#,0");
}
