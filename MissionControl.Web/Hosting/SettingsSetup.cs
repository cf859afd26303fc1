namespace MissionControl.Web.Hosting;

internal static class SettingsSetup
{
    /// <summary>The checked settings, and with them the usual address.</summary>
    /// <exception cref="SettingsException">They are not right.</exception>
    public static MissionSettings ReadSettings(this WebApplicationBuilder builder)
    {
        var reading = MissionSettings.Read(builder.Configuration, Directory.GetCurrentDirectory());
        if (reading.Settings is not { } settings)
            throw new SettingsException(reading.Problems);
        if (settings.DefaultAddress is { } address)
            builder.WebHost.UseUrls(address);
        return settings;
    }
}
