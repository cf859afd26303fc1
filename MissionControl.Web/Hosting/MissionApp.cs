using MissionControl.Core.Alerts;
using MissionControl.Core.Alerts.Telling;
using MissionControl.Core.Alerts.Telling.Deciding;
using MissionControl.Core.Board;
using MissionControl.Core.Bpms.Pushing;
using MissionControl.Core.Calendars;
using MissionControl.Core.Catalog;
using MissionControl.Core.Changes;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Following;
using MissionControl.Core.Maintenance;
using MissionControl.Core.Notifications;
using MissionControl.Core.People.Tokens;
using MissionControl.Core.Runbooks;
using MissionControl.Core.Services.History;
using MissionControl.Core.Sources;
using MissionControl.Core.Storage;
using MissionControl.Web.Account;
using MissionControl.Web.Account.Circuits;
using MissionControl.Web.Alerts;
using MissionControl.Web.Api;
using MissionControl.Web.Audit;
using MissionControl.Web.Bpms;
using MissionControl.Web.Changes;
using MissionControl.Web.Hosting.Redaction;
using MissionControl.Web.Incidents;
using MissionControl.Web.Maintenance;
using MissionControl.Web.Runbooks;
using MissionControl.Web.Shared;
using MissionControl.Web.StatusPage;
using MissionControl.Web.StatusPage.Followers;

namespace MissionControl.Web.Hosting;

/// <summary>Builds the app. Tests call the same method, on port 0, with replacements.</summary>
public static class MissionApp
{
    /// <exception cref="SettingsException">The settings are not right; the message is all that is wrong with them.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(MissionApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // Without this, build output answers empty files outside Development (docs/decisions/0002).
        builder.WebHost.UseStaticWebAssets();
        builder.AddRequestLimits();
        builder.Host.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
        var quiet = new QuietStart();
        quiet.Add(builder.Logging);

        var settings = builder.ReadSettings();
        var redactor = new Redactor(settings.Secrets);
        builder.Services.AddRedaction(redactor);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage(settings.Storage).AddCatalog(new CatalogOptions { Folder = settings.Catalog, OnSecrets = secrets => redactor.Learn(secrets) }).AddCatalogRecord();
        builder.Services.AddSingleton(settings).AddHostedService<SettingsRecorder>().AddHostedService<StartWords>();
        builder.Services.AddSources().AddStretches().AddChanges().AddBoard().AddAlerts().AddIncidents().AddAlertWords().AddPushing().AddDrillDown();
        builder.Services.AddHealthHistory().AddPlannedWork().AddHostedService<DemoWork>();
        builder.Services.AddStatusPage(settings);
        builder.Services.AddNotifications().AddTelling(new(settings.Origin));
        builder.Services.AddKeys(settings.KeyCertificate, Path.Combine(settings.Storage.DataFolder, "keys"));
        builder.Services.AddTokens().AddAccount(settings.SignIn).AddAudit().AddPages();
        builder.Services.AddScoped<AlertDesk>();
        builder.Services.AddScoped<RoomDesk>().AddScoped<ChangeDesk>().AddScoped<WorkDesk>().AddSingleton<Presence>().AddSingleton<ImageGate>();
        builder.Services.AddRunbooks().AddScoped<RunbookDesk>().AddFollowing().AddScoped<HelpDoor>();
        builder.Services.AddApi().AddRateLimits(settings.Rates);
        builder.Services.AddProxies(settings);
        builder.Services.AddRazorComponents().AddCircuits(settings.Circuits);
        configure?.Invoke(builder);

        var app = builder.Build();
        quiet.EndWith(app.Lifetime);
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseHostNames();
        // The API's own error answers lie inside those of the pages, so that they come first.
        app.UsePages();
        app.UseApi();
        app.UseRequestLimits();
        app.UseSameOriginCircuits();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseCallerAddress();
        app.UseCircuitDoors();
        app.UseReadableForms();
        app.UseAntiforgery();
        app.MapStaticAssets().OpenToAnyone("style sheets, scripts and pictures, which hold nothing of the organisation");
        app.MapApi();
        app.MapStatusPage();
        app.MapFollowing();
        app.MapAccount();
        app.MapIncidentImages();
        // Compressing what little a circuit says would double its memory (bench/README.md).
        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(static options => options.DisableWebSocketCompression = true);
        pages.DecideForTheFramework();
        pages.AnswerHead();
        return app;
    }
}
