using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using Portal.Web.Jobs;
using Portal.Web.Persistence;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>A pack with its bundle, which a real Chromium prints. Its background work runs when the test says so.</summary>
public sealed class MakingThePack : IAsyncLifetime
{
    private PortalSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await PortalSite.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Jobs:RunServer"] = "false",
        ["Printing:Chromium"] = "",
    });

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_manager_stops_it_lets_it_go_on_sees_it_come_and_reads_what_became_of_each_document()
    {
        var cast = await Cast.FoundAsync(_site, "Packham");
        var scene = await Scene.OpenAsync(_site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await scene.SignAsync(cast.Director);
        await scene.SignAsync(cast.Chair);
        var pack = await _site.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Packs.Where(p => p.SelfAssessmentId == scene.Id).Select(p => p.Id).SingleAsync());
        await using var manager = await _site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync($"/packs/details/{pack}");
        await Expect(manager.Main.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();

        await manager.PressAsync("Stop it");
        await manager.SeesAsync("The pack was stopped");
        await WorkAsync();
        await manager.OpenAsync($"/packs/details/{pack}");
        await Expect(manager.Main.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "pack-stopped");

        await manager.PressAsync("Let it go on");
        await manager.SeesAsync("The pack goes on");
        await WorkAsync();

        // Nothing is reloaded: the page keeps itself up to date.
        await Expect(manager.Main.GetByRole(AriaRole.Button, new() { Name = "Download the pack" })).ToBeVisibleAsync();
        await manager.CheckAsync();
        await manager.FollowAsync("What became of each document in the bundle");
        await manager.SeesAsync("Printed");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "pack-report");
    }

    private Task<int> WorkAsync() => _site.AsPortalAsync(s => s.GetRequiredService<JobRunner>().RunDueAsync(CancellationToken.None));
}
