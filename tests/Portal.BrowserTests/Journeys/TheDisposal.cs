using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.BrowserTests.Infrastructure;
using Portal.Web.Persistence;

namespace Portal.BrowserTests.Journeys;

/// <summary>Evidence that was kept long enough is proposed for disposal, and whoever proposed it thinks better of it.</summary>
public sealed class TheDisposal(PortalSite site)
{
    private static readonly DateTime _longAgo = new(2008, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_manager_proposes_a_disposal_and_takes_it_back()
    {
        var cast = await Cast.FoundAsync(site, "Keepingham");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AddEvidenceAsync();
        await AgeAsync(scene);
        await using var manager = await site.VisitAsAsync(cast.Manager);

        await manager.OpenAsync("/retention");
        await manager.ChooseAsync("Audit of cases");
        await manager.PressAsync("Propose to dispose of what is ticked");
        await manager.FillAsync("Why are they to be disposed of?", "Nobody has asked for it in years.");
        await manager.PressAsync("Continue");
        await manager.PressAsync("Propose the disposal");
        await manager.SeesAsync("Until then you can withdraw it.");

        await manager.PressAsync("Withdraw it");
        await manager.SeesHeadingAsync("Withdraw a disposal");
        await manager.PressAsync("Continue", 400);
        await manager.SeesAsync("Say why you withdraw it");
        await manager.FillAsync("Why do you withdraw it?", "The inquest of June asks for it.");
        await manager.PressAsync("Continue");
        await manager.SeesHeadingAsync("Check before you withdraw it");
        await manager.PressAsync("Withdraw the disposal");
        await manager.SeesAsync("Everything stayed where it was.");
    }

    private Task<int> AgeAsync(Scene scene) => site.AsPortalAsync(async services =>
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var items = db.EvidenceItems.Where(e => db.SelfAssessments.Any(a => a.Id == scene.Id && a.BodyId == e.BodyId));
        await db.Set<Domain.Evidence.EvidenceVersion>().Where(v => items.Any(e => e.Id == v.EvidenceItemId)).ExecuteUpdateAsync(v => v.SetProperty(version => version.AddedAt, _longAgo));
        return await items.ExecuteUpdateAsync(e => e.SetProperty(item => item.AddedAt, _longAgo));
    });
}
