namespace MissionControl.Bench.Guilt;

/// <summary>The knobs of generated breaks; what each means and why it is set so: bench/README.md.</summary>
internal sealed record BreakShape
{
    public int FewestServices { get; init; } = 12;

    public int MostServices { get; init; } = 60;

    /// <summary>Of the whole organisation; each organisation draws its own between the two, evenly by logarithm.</summary>
    public (double Least, double Most) ChangesAnHour { get; init; } = (1, 6);

    /// <summary>Minutes within which half of the guilty changes show; drawn like the one above, and not told to the ranking.</summary>
    public (double Least, double Most) LagMedian { get; init; } = (2, 12);

    /// <summary>Of the logarithm of the lag: 1 puts one in six beyond 2.7 times the median.</summary>
    public double LagSpread { get; init; } = 1;

    /// <summary>The share that shows only after half an hour to six hours: leaks, caches, jobs of the night.</summary>
    public double SlowBurns { get; init; } = 0.05;

    /// <summary>The share of guilty changes to the service that broke, to one it needs, and two steps away.</summary>
    public (double Same, double One, double Two) Distance { get; init; } = (0.65, 0.25, 0.10);

    /// <summary>
    /// Is the cause drawn first, by how often it is changed and how risky it is, and then what breaks? Else a service breaks, each equally often, and
    /// the cause is drawn from those at that distance.
    /// </summary>
    public bool CauseFirst { get; init; }

    /// <summary>Minutes by which a break is seen late, at most; evenly drawn.</summary>
    public double Slack { get; init; } = 5.5;

    /// <summary>The share seen up to two minutes too early, since noise left the band before the break did.</summary>
    public double SeenEarly { get; init; } = 0.1;

    /// <summary>The share of changes told when they are complete, up to four minutes after they took effect.</summary>
    public double ToldLate { get; init; } = 0.15;

    /// <summary>The share of changes that go on for a while, half an hour or so.</summary>
    public double Gradual { get; init; } = 0.12;

    /// <summary>The share of breaks whose guilty change came with others: one pipeline run, one to four further services within five minutes.</summary>
    public double Trains { get; init; } = 0.2;

    /// <summary>The share of breaks with a change to an unrelated service in the three minutes before it was seen.</summary>
    public double NearInTime { get; init; } = 0.4;

    /// <summary>The share of breaks with an innocent change to the guilty service in the hour before, beyond those that come by chance.</summary>
    public double SameService { get; init; } = 0.05;

    /// <summary>The share of innocent changes that name no service, and of guilty ones.</summary>
    public (double Innocent, double Guilty) Nameless { get; init; } = (0.1, 0.02);

    /// <summary>The share told twice within ten minutes, under another key.</summary>
    public double Retries { get; init; } = 0.08;

    /// <summary>The share of innocent changes that take another back.</summary>
    public double Rollbacks { get; init; } = 0.03;

    /// <summary>How much riskier a risky thing is than another; 1: the past says nothing.</summary>
    public double Risk { get; init; } = 8;

    /// <summary>The share of guilty changes of the past that anybody marked or rolled back.</summary>
    public double Recorded { get; init; } = 0.6;
}
