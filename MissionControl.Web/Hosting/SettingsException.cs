using System.Collections.Immutable;

namespace MissionControl.Web.Hosting;

/// <summary>The app cannot be built from these settings. The message is every problem, one a line.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException()
    {
    }

    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SettingsException(ImmutableArray<SettingsProblem> problems)
        : base(string.Join(Environment.NewLine, problems))
    {
    }
}
