using System.Net;
using AngleSharp.Dom;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Web.Features.Evidence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Pages;

/// <summary>What every answer carries, whatever page it is of, and what no page holds.</summary>
public sealed class SendingEveryPageSafely(PortalFixture portal) : PortalTest(portal)
{
    /// <summary>Nothing but what is listed, and everything listed is the portal's own.</summary>
    private static readonly string[] _policyOfPages =
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "font-src 'self'", "manifest-src 'self'",
        "form-action 'self'", "base-uri 'self'", "frame-ancestors 'none'",
    ];

    [Fact]
    public async Task Every_page_carries_the_headers_that_protect_it()
    {
        var offences = new List<string>();
        var seen = 0;
        await ForEveryPageAsync((who, address, page) =>
        {
            seen++;
            var missing = new[]
            {
                Policy(page).Order(StringComparer.Ordinal).SequenceEqual(_policyOfPages.Order(StringComparer.Ordinal)) ? null : "content policy",
                page.Header("X-Content-Type-Options") == "nosniff" ? null : "nosniff",
                page.Header("X-Frame-Options") == "DENY" ? null : "frame options",
                page.Header("Referrer-Policy") == "same-origin" ? null : "referrer policy",
                page.Header("Cache-Control")?.Contains("no-store", StringComparison.Ordinal) == true ? null : "no-store",
                page.Header("Server") is null && page.Header("X-Powered-By") is null ? null : "names its server",
            };
            offences.AddRange(missing.OfType<string>().Select(what => $"{address.Path} as {who ?? "anybody"} ({page.Status}): {what}"));
        });

        offences.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Whatever_people_wrote_is_shown_as_text_and_no_page_holds_script_or_style_or_asks_another_host()
    {
        var (offences, shown) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        await ForEveryPageAsync((who, address, page) =>
        {
            offences.AddRange(Offences(page).Distinct().Select(what => $"{address.Path} as {who ?? "anybody"}: {what}"));
            shown.UnionWith(Everything.Written.Where(words => page.Text.Contains(words, StringComparison.Ordinal)));
        });

        offences.ShouldBeEmpty();
        Everything.Written.Except(shown).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_page_says_in_its_title_and_its_one_heading_what_it_is()
    {
        var offences = new List<string>();
        await ForEveryPageAsync((who, address, page) =>
        {
            var document = page.Document;
            if (document.QuerySelectorAll("h1").Length != 1 || page.Heading.Length == 0 || document.DocumentElement.GetAttribute("lang") != "en-GB"
                || document.Title?.EndsWith(" – Self-Assessment Portal", StringComparison.Ordinal) != true || document.QuerySelectorAll("main").Length != 1)
            {
                offences.Add($"{address.Path} as {who ?? "anybody"}: {document.Title}");
            }

            var ids = document.QuerySelectorAll("[id]").Select(e => e.Id!).ToList();
            offences.AddRange(ids.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"{address.Path} as {who}: id {g.Key} twice"));
        });

        offences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_saved_and_can_do_nothing()
    {
        var scene = await Given.Packed();
        var picture = await AddAsync(scene, "Picture.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "\0\0\0\rIHDR\0\0\0\u0001\0\0\0\u0001\b\u0006\0\0\0"u8]);
        var table = await AddAsync(scene, "Figures “2014”; a.csv", "Name,Figure\nA,1\n"u8.ToArray());
        var document = await AddAsync(scene, "Report.pdf", "%PDF-1.7\n%%EOF\n"u8.ToArray());
        var manager = await SignedInAs(Given.Manager);

        foreach (var (address, type) in new[]
        {
            ($"/evidence/download/{scene.Evidence[0]}", "text/plain"),
            ($"/evidence/download/{picture}", "image/png"),
            ($"/evidence/download/{table}", "text/csv"),
            ($"/evidence/download/{document}", "application/pdf"),
            ($"/packs/download/{scene.Pack}", "application/zip"),
        })
        {
            using var file = await manager.Fetch(address);
            file.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            file.RequestMessage!.RequestUri!.AbsolutePath.ShouldStartWith("/files/", Case.Sensitive, address);
            file.Content.Headers.ContentType!.MediaType.ShouldBe(type, address);
            file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment", address);
            file.Content.Headers.ContentDisposition.FileNameStar.ShouldNotBeNullOrEmpty(address);
            file.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"], address);
            file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], address);
            file.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"], address);
            file.Headers.CacheControl!.NoStore.ShouldBeTrue(address);
            file.Headers.Contains("Set-Cookie").ShouldBeFalse(address);
        }

        using var list = await manager.Get("/evidence?handler=Csv");
        (list.Content.Headers.ContentType!.MediaType, list.Content.Headers.ContentDisposition!.DispositionType).ShouldBe(("text/csv", "attachment"));
    }

    private Task<Id<EvidenceItem>> AddAsync(Scene scene, string name, byte[] content) => Portal.AsAsync(Given.Manager, async s =>
    {
        await using var file = new MemoryStream(content);
        return await s.GetRequiredService<AddEvidence>().ToLibraryAsync(
            scene.Board, new EvidenceDescription(name, EvidenceKind.Audit, new DateOnly(2014, 11, 30), "Shows it."), name, file, default);
    });

    private static string[] Policy(HtmlPage page) =>
        (page.Header("Content-Security-Policy") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Offences(HtmlPage page)
    {
        foreach (var element in page.Document.All)
        {
            if (element.LocalName == "style" || (element.LocalName == "script" && (!element.HasAttribute("src") || element.TextContent.Trim().Length > 0)))
            {
                yield return $"inline {element.LocalName}";
            }

            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name == "style" || attribute.Name.StartsWith("on", StringComparison.Ordinal))
                {
                    yield return $"{attribute.Name} on {element.LocalName}";
                }

                if (attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))
                {
                    yield return $"script in {attribute.Name} of {element.LocalName}";
                }

                if (IsFetched(element, attribute) && new Uri(page.Address, attribute.Value).Host != page.Address.Host)
                {
                    yield return $"{element.LocalName} {attribute.Name}={attribute.Value}";
                }
            }
        }
    }

    /// <summary>What a browser fetches or sends by itself; a link that a person may follow is not among it.</summary>
    private static bool IsFetched(IElement element, IAttr attribute) => attribute.Name switch
    {
        "src" or "srcset" or "poster" or "action" or "formaction" or "data" or "data-poll-url" => true,
        "href" => element.LocalName is "link" or "base" or "use" or "image",
        _ => false,
    };

    private async Task ForEveryPageAsync(Action<string?, PageAddress, HtmlPage> look)
    {
        var book = new AddressBook(await Everything.AtNorthshireAsync(Portal, Given));
        var addresses = (await PortalPages.AllAsync(Portal.Host)).SelectMany(book.Of)
            .Where(a => !a.Page.Name.EndsWith("/Download", StringComparison.Ordinal) && a.Page.Name is not ("/Frameworks/Export" or "/Evidence/Preview") && !a.Path.Contains("handler=", StringComparison.Ordinal)).ToList();
        foreach (var who in new[] { Given.Manager, Given.Chair, "ruth.bannister", "pat.quinn", null })
        {
            var visitor = who is null ? new Visitor(Portal.Host) : await SignedInAs(who);
            foreach (var address in addresses)
            {
                look(who, address, await visitor.Open(address.Path));
            }
        }
    }
}
