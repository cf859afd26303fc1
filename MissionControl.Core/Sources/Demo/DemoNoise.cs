namespace MissionControl.Core.Sources.Demo;

/// <summary>Random numbers that are a function of seed, name and moment. Not thread-safe; make one per moment.</summary>
internal sealed class DemoNoise(int seed, string name, long moment)
{
    private ulong _state = Mix(Mix((ulong)seed) ^ Hash(name) ^ ((ulong)moment * 0x9E3779B97F4A7C15));

    public double Uniform()
    {
        _state += 0x9E3779B97F4A7C15;
        return ((Mix(_state) >> 11) + 0.5) * (1.0 / (1UL << 53));
    }

    /// <summary>Mean 0, standard deviation 1 (Box and Muller).</summary>
    public double Gaussian() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>About as many events as Poisson's law gives, by its normal approximation.</summary>
    public double Poisson(double mean) => Math.Max(0, mean + (Math.Sqrt(Math.Max(0, mean)) * Gaussian()));

    private static ulong Hash(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
            hash = (hash ^ letter) * 1099511628211UL;
        return hash;
    }

    // SplitMix64's finaliser.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
