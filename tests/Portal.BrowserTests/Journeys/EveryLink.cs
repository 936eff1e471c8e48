using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.BrowserTests.Infrastructure;

namespace Portal.BrowserTests.Journeys;

public sealed class EveryLink(PortalSite site)
{
    /// <summary>Pages that no link of these people leads to, each with its reason.</summary>
    private static readonly Dictionary<string, string> NotLinked = new(StringComparer.Ordinal)
    {
        ["/Error"] = "shown in place of a page that failed",
    };

    [Fact]
    public async Task Every_link_shown_to_anybody_works_and_every_page_is_reached_by_links()
    {
        var cast = await Cast.FoundAsync(site, "Eastmoor");
        await SetAsync(cast);
        var broken = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in cast.Everybody.Append("Imogen Price").Append("Neil Frost").Append("Pat Quinn").Append(""))
        {
            await using var journey = person.Length == 0 ? await site.VisitAsync() : await site.VisitAsAsync(person);
            var crawler = new Crawler(journey, person);
            await crawler.RunAsync();
            broken.AddRange(crawler.Broken);
            foreach (var (page, address) in crawler.Pages.Where(p => seen.Add(p.Key)))
            {
                await LookAsync(journey, page, address, broken);
            }
        }

        broken.AddRange(Pages().Except(seen).Except(NotLinked.Keys).Select(page => $"No link leads to the page {page}"));
        broken.ShouldBeEmpty(string.Join('\n', broken));
    }

    // One assessment of each stage: submitted with its pack, waiting for signatures, in progress.
    private async Task SetAsync(Cast cast)
    {
        var submitted = await Scene.OpenAsync(site, cast);
        await submitted.AssignAsync("LSCB-02", cast.PartnerPost);
        await submitted.AnswerAndJudgeAsync();
        await submitted.PutUpAsync();
        await submitted.SignAsync(cast);

        var waiting = await Scene.OpenAsync(site, cast);
        await waiting.AssignAsync();
        await waiting.AnswerAndJudgeAsync();
        await waiting.PutUpAsync();

        var begun = await Scene.OpenAsync(site, cast);
        await begun.AssignAsync("LSCB-02", cast.PartnerPost);
        await Scene.OpenAsync(site, cast, ofAuthority: true);
    }

    private static async Task LookAsync(Journey journey, string page, string address, List<string> broken)
    {
        try
        {
            if (!page.Contains("Download", StringComparison.Ordinal))
            {
                await journey.OpenAsync(address);
            }
        }
        catch (Xunit.Sdk.XunitException fault)
        {
            broken.Add(fault.Message);
        }
    }

    private IEnumerable<string> Pages() => site.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .Select(e => e.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath).OfType<string>().Distinct(StringComparer.Ordinal);
}
