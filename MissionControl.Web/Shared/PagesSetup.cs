using MissionControl.Web.Api;

namespace MissionControl.Web.Shared;

/// <summary>What every page needs: what to show when there is no page, or when one fails.</summary>
public static class PagesSetup
{
    public static void UsePages(this WebApplication app)
    {
        app.UseWhen(IsForPeople, people =>
        {
            if (!app.Environment.IsDevelopment())
                people.UseExceptionHandler(Routes.Error, createScopeForErrors: true);
            people.UseStatusCodePagesWithReExecute(Routes.NotFound, createScopeForStatusCodePages: true);
        });
    }

    // Machines get their own answers: problem documents and plain status codes.
    private static bool IsForPeople(HttpContext context) =>
        !ApiSetup.IsForMachines(context)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
