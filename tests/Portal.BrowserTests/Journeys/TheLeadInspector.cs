using System.IO.Compression;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

public sealed class TheLeadInspector(PortalSite site)
{
    [Fact]
    public async Task The_lead_inspector_receives_the_pack_and_reads_it_without_the_portal()
    {
        var cast = await Cast.FoundAsync(site, "Inspectley");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync();
        await scene.AnswerAndJudgeAsync();
        await scene.PutUpAsync();
        await using var lead = await site.VisitAsAsync(cast.Lead);
        await lead.FollowAsync("Reviews");
        await lead.FollowAsync($"Review of {cast.Board}");
        await lead.SeesAsync("No pack has arrived yet.");

        await scene.SubmitAsync(cast);
        await lead.GoToAsync("Reviews");
        await lead.SeesAsync("1 received");
        await lead.FollowAsync($"Review of {cast.Board}");
        await lead.SeesAsync("None yet");
        var pack = await lead.DownloadAsync(lead.Main.GetByRole(AriaRole.Link, new() { Name = "Download" }));
        await lead.FollowAsync("see what it holds and how to check it");
        await lead.GoBackAsync("Reviews");
        await lead.FollowAsync($"Review of {cast.Board}");
        await Expect(lead.Main.Locator("dd").Filter(new() { HasText = "3 March 2015 at" }).Last).ToBeVisibleAsync();

        await ReadsAsync(lead, cast, pack);

        await using var chair = await site.VisitAsAsync(cast.Chair);
        await chair.GoToAsync("Packs");
        await chair.ArriveAsync(() => chair.Main.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync(), 200);
        await Expect(chair.Main.GetByRole(AriaRole.Table)).ToContainTextAsync(cast.Lead);
    }

    /// <summary>The bag is unpacked and its index page opened from the disk, as on a computer without a network.</summary>
    private static async Task ReadsAsync(Journey lead, Cast cast, string pack)
    {
        var folder = Directory.CreateTempSubdirectory("portal-pack-");
        try
        {
            await ZipFile.ExtractToDirectoryAsync(pack, folder.FullName);
            var index = Path.Combine(folder.GetDirectories().ShouldHaveSingleItem().FullName, "data", "index.html");
            var page = await lead.Page.Context.NewPageAsync();
            await page.GotoAsync(new Uri(index).AbsoluteUri);
            (await PageFaults.OfAccessibilityAsync(page)).ShouldBeEmpty();
            await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync(cast.Board);

            await Journey.PictureAsync(page, "pack-index");
            var pages = await page.EvaluateAsync<string[]>("() => [document.URL, ...[...document.querySelectorAll('nav a')].map(a => a.href)]");
            var links = new List<string>();
            foreach (var address in pages)
            {
                await page.GotoAsync(address);
                (await PageFaults.OfAccessibilityAsync(page)).ShouldBeEmpty(address);
                links.AddRange(await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href], link[href], img[src]')].map(e => e.href ?? e.src)"));
                (await page.EvaluateAsync<string[]>(
                    """
                    () => [...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href')).filter(h => !document.getElementById(decodeURIComponent(h.slice(1))))
                    """)).ShouldBeEmpty(address);
            }

            links.ShouldContain(link => link.Contains("/data/evidence/", StringComparison.Ordinal));
            links.Where(link => !IsIn(folder, new Uri(link))).ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsIn(DirectoryInfo folder, Uri link) =>
        link.IsFile && link.LocalPath.StartsWith(folder.FullName + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(link.LocalPath);
}
