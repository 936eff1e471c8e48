using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using Portal.Domain.Common;
using Portal.Domain.Packs;
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
        var (cast, _, pack) = await SubmittedAsync("Packham");
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
        await Expect(manager.Main.GetByRole(AriaRole.Button, new() { Name = "Stop it" })).ToHaveCountAsync(0);
        await manager.CheckAsync();
        await manager.FollowAsync("What became of each document in the bundle");
        await manager.SeesAsync("Printed");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "pack-report");
    }

    [Fact]
    public async Task The_manager_brings_what_came_late_into_a_supplement_and_withholds_some_of_the_pack_from_others()
    {
        var (cast, scene, pack) = await SubmittedAsync("Redham");
        await WorkAsync();
        await using var manager = await _site.VisitAsAsync(cast.Manager);
        await manager.OpenAsync($"/late-additions/add/{scene.Id}");
        await manager.Main.GetByLabel("Evidence", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await manager.Main.GetByLabel("Criterion that it supports").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await manager.FillAsync("What it adds", "The audit of June confirms it.");
        await manager.FillAsync("Why it comes after submission", "It was finished in June.");
        await manager.PressAsync("Continue");
        await manager.PressAsync("Add it, marked as late");

        await manager.OpenAsync($"/packs/details/{pack}");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "pack-with-late-evidence");
        await manager.PressAsync("Make supplement 1");
        await manager.SeesAsync("It stands beside");
        await WorkAsync();
        await Expect(manager.Main.GetByRole(AriaRole.Button, new() { Name = "Download the pack" })).ToBeVisibleAsync();
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "supplement");

        await manager.FollowAsync("the evidence pack");
        await manager.FollowAsync("Make a redacted pack");
        await manager.CheckAsync();
        await manager.PressAsync("Withhold the words", 409);
        await manager.CheckAsync(409);
        await Journey.PictureAsync(manager.Page, "redact-refused");
        await manager.FillAsync("Words", "audit");
        await manager.FillAsync("Why the words are withheld", "Not yet public");
        await manager.PressAsync("Withhold the words");
        await manager.Main.GetByLabel("Item", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await manager.FillAsync("Why the item is withheld", "It names a person");
        await manager.PressAsync("Withhold the item");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "redact");
        await manager.PressAsync("Check before it is made");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "redact-check");
        await manager.PressAsync("Make the redacted pack");
        await manager.SeesAsync("The redacted pack is being assembled");
        await WorkAsync();
        await Expect(manager.Main.GetByRole(AriaRole.Button, new() { Name = "Download the pack" })).ToBeVisibleAsync();
        await manager.FollowAsync("the evidence pack");
        await manager.FollowAsync("Redacted pack 1");
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "redacted-pack");
    }

    private async Task<(Cast Cast, Scene Scene, Id<EvidencePack> Pack)> SubmittedAsync(string area)
    {
        var cast = await Cast.FoundAsync(_site, area);
        var scene = await Scene.OpenAsync(_site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await scene.SignAsync(cast.Director);
        await scene.SignAsync(cast.Chair);
        return (cast, scene, await _site.AsPortalAsync(s => s.GetRequiredService<PortalDbContext>().Packs.Where(p => p.SelfAssessmentId == scene.Id).Select(p => p.Id).SingleAsync()));
    }

    private Task<int> WorkAsync() => _site.AsPortalAsync(s => s.GetRequiredService<JobRunner>().RunDueAsync(CancellationToken.None));
}
