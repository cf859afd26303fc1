using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MissionControl.Core.Incidents;
using MissionControl.Core.Incidents.Images;
using MissionControl.Core.Incidents.Timeline;
using MissionControl.Core.People;
using MissionControl.Tests.Support;
using MissionControl.Web.Incidents;

namespace MissionControl.Tests.Incidents.Images;

/// <summary>Pictures over the wire, in the app as it runs for people.</summary>
public sealed class ImageEndpointsTests
{
    [Fact]
    public async Task A_picture_is_taken_from_a_plain_form_and_given_as_what_it_is_and_nothing_else()
    {
        await using var app = await StartAsync();
        var ada = await app.SignInAsync("Ada");
        await SendAsync(ada, Pictures.Png(text: "51.5N 0.1W", after: "<script>"), "evil.html", "text/html", "Sign-ins fall at 01:52");
        Assert.Equal((HttpStatusCode.OK, "/incidents/1#entry-2"), (ada.Status, ada.At));
        using var answer = await GetAsync(app, ada, ImageOf(app));
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline; filename=\"incident-1.png\"", answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        var kept = Encoding.ASCII.GetString(await answer.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("script", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("51.5N", kept, StringComparison.Ordinal);
        Assert.Single(await app.JournalAsync("incident.image"));
    }

    [Fact]
    public async Task Hostile_files_are_explained_and_nothing_of_them_is_kept()
    {
        await using var app = await StartAsync();
        var ada = await app.SignInAsync("Ada");
        (byte[] File, string Name, string Says)[] all =
        [
            (Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"), "graph.png", "no PNG, JPEG or WebP picture"),
            (Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"), "page.png", "no PNG, JPEG or WebP picture"),
            (Pictures.Png()[..30], "short.png", "cut short"),
            (Pictures.Png(50_000, 50_000), "bomb.png", "too large"),
            ([.. Pictures.Png(), .. new byte[PictureReader.MostBytes]], "large.png", "too large"),
            ([], "empty.png", "Choose a picture"),
        ];
        foreach (var (file, name, says) in all)
        {
            await SendAsync(ada, file, name, "image/png", "a graph");
            Assert.Contains(says, ada.Page.QuerySelector("[role=alert]")?.TextContent ?? ada.Text, StringComparison.Ordinal);
        }

        await SendAsync(ada, Pictures.Png(), "graph.png", "image/png", " ");
        Assert.Contains("Say in a few words", ada.Text, StringComparison.Ordinal);
        await SendAsync(ada, new byte[20 * 1024 * 1024], "camera.png", "image/png", "a graph");
        Assert.Contains("too large", ada.Text, StringComparison.Ordinal);
        Assert.Single(Incident(app).Timeline);
    }

    [Fact]
    public async Task When_many_are_brought_at_once_some_are_told_to_come_again()
    {
        await using var app = await StartAsync();
        var ada = await app.SignInAsync("Ada");
        var gate = app.App.Services.GetRequiredService<ImageGate>();
        var places = Enumerable.Range(0, ImageGate.Places).Select(_ => gate.Enter()).ToList();
        await SendAsync(ada, Pictures.Png(), "graph.png", "image/png", "a graph");
        Assert.Contains("Others are showing pictures just now.", ada.Text, StringComparison.Ordinal);
        Assert.Single(Incident(app).Timeline);
        places.ForEach(static place => place.Dispose());
        await SendAsync(ada, Pictures.Png(), "graph.png", "image/png", "a graph");
        Assert.Equal(2, Incident(app).Timeline.Count);
    }

    [Fact]
    public async Task Without_the_form_of_ours_nothing_is_taken()
    {
        await using var app = await StartAsync();
        var ada = await app.SignInAsync("Ada");
        using var content = Form(Pictures.Png(), "graph.png", "image/png", "a graph", token: null);
        await ada.PostAsync("/incidents/1/images", content);
        Assert.Equal(HttpStatusCode.BadRequest, ada.Status);
        Assert.Single(Incident(app).Timeline);
    }

    [Fact]
    public async Task Whoever_only_looks_shows_nothing_and_whoever_was_not_asked_in_sees_nothing()
    {
        await using var app = await StartAsync();
        await app.AddAsync("Vic", Role.Viewer);
        var bob = await app.AddAsync("Bob", Role.Responder);
        var ada = await app.SignInAsync("Ada");
        await SendAsync(ada, Pictures.Jpeg(), "photo.jpg", "image/jpeg", "the rack");
        var vic = await app.SignInAsync("Vic");
        using (var seen = await GetAsync(app, vic, ImageOf(app)))
            Assert.Equal("image/jpeg", seen.Content.Headers.ContentType!.ToString());
        using var form = Form(Pictures.Png(), "graph.png", "image/png", "a graph", token: null);
        await vic.PostAsync("/incidents/1/images", form);
        Assert.NotEqual(HttpStatusCode.OK, vic.Status);

        var desk = app.App.Services.GetRequiredService<IncidentDesk>();
        Assert.True((await desk.DoAsync(1, new PrivacyMoved(true), new(Incident(app).Timeline[0].Logged.By, null), null, Guid.NewGuid(), default)).IsDone);
        var stranger = await app.SignInAsync("Bob");
        foreach (var browser in new[] { vic, stranger })
            using (var hidden = await GetAsync(app, browser, ImageOf(app)))
                Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.True((await desk.DoAsync(1, new MemberAsked(bob.ActorId), new(Incident(app).Timeline[0].Logged.By, null), null, Guid.NewGuid(), default)).IsDone);
        using var member = await GetAsync(app, stranger, ImageOf(app));
        Assert.Equal(HttpStatusCode.OK, member.StatusCode);
    }

    private static async Task<PeopleApp> StartAsync()
    {
        var app = await PeopleApp.StartAsync("Staging");
        var ada = await app.AddAsync("Ada", Role.Responder);
        var declared = new Declared("Some people cannot sign in", Severity.Sev2, [], ["identity"], null, null, IsPrivate: false);
        Assert.True((await app.App.Services.GetRequiredService<IncidentDesk>().DeclareAsync(declared, new(ada.ActorId, null), Guid.NewGuid(), default)).IsDone);
        return app;
    }

    private static Incident Incident(PeopleApp app) => app.App.Services.GetRequiredService<IncidentFeed>().Current.Find(1)!;

    private static string ImageOf(PeopleApp app) => $"/incidents/1/images/{Incident(app).Timeline.Select(static entry => entry.What).OfType<ImageShown>().Single().Image:N}";

    private static async Task SendAsync(PlainBrowser browser, byte[] file, string name, string type, string words)
    {
        await browser.OpenAsync("/incidents/1/images/new");
        var token = browser.Page.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = Form(file, name, type, words, token);
        await browser.PostAsync("/incidents/1/images", content);
    }

    private static MultipartFormDataContent Form(byte[] file, string name, string type, string words, string? token)
    {
        var picture = new ByteArrayContent(file);
        picture.Headers.ContentType = new MediaTypeHeaderValue(type);
        var form = new MultipartFormDataContent { { picture, "picture", name }, { new StringContent(words), "words" } };
        if (token is not null)
            form.Add(new StringContent(token), "__RequestVerificationToken");
        return form;
    }

    private static async Task<HttpResponseMessage> GetAsync(PeopleApp app, PlainBrowser browser, string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = app.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}")));
        return await client.SendAsync(request);
    }
}
