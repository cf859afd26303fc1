using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MissionControl.Tests.Support;

internal static class Background
{
    /// <summary>Nothing samples, watches or migrates; without a database the keys of cookies live as long as the app. Call it last.</summary>
    public static void WithoutBackground(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Last: asking for the above adds what loads keys at the start.
        builder.Services.RemoveAll<IHostedService>();
    }
}
