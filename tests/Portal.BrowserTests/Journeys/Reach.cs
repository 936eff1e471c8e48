using Portal.BrowserTests.Infrastructure;

namespace Portal.BrowserTests.Journeys;

public sealed class Reach(PortalSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_pages_open_to_anybody_are_without_fault_with_and_without_script(bool script)
    {
        await using var visitor = await site.VisitAsync(script: script);
        await visitor.OpenAsync("/help");
        await visitor.OpenAsync("/accessibility");
        await visitor.OpenAsync("/privacy");
        await visitor.OpenAsync("/there-is-no-such-page", 404);
        await visitor.OpenAsync("/account/sign-in");
        await visitor.PressAsync("Sign in", 400);
        await visitor.SeesAsync("Enter your password");
    }

    [Fact]
    public async Task At_320_pixels_no_page_scrolls_sideways()
    {
        var cast = await Cast.FoundAsync(site, "Narrowdale");
        var scene = await Scene.OpenAsync(site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        await scene.AnswerAndJudgeAsync();
        await using var manager = await site.VisitAsAsync(cast.Manager, with => with.ViewportSize = new() { Width = 320, Height = 640 });
        var crawler = new Crawler(manager, cast.Manager);
        await crawler.RunAsync();
        var wide = new List<string>();
        foreach (var (page, address) in crawler.Pages.Where(p => !p.Key.Contains("Download", StringComparison.Ordinal)))
        {
            await manager.Page.GotoAsync(address);
            var width = await manager.Page.EvaluateAsync<int>("document.scrollingElement.scrollWidth");
            if (width > 320)
            {
                wide.Add($"{page} ({address}) is {width} pixels wide");
            }
        }

        crawler.Pages.Count.ShouldBeGreaterThan(10);
        wide.ShouldBeEmpty();
    }
}
