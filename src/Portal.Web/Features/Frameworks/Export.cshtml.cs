using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Documents.Office;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.Frameworks;

/// <summary>A published version as a file: the JSON it was published as, or a spreadsheet of it.</summary>
[Authorize(Policies.SignedIn)]
public sealed class ExportModel(PortalDbContext db, FrameworkLibrary library) : PortalPage
{
    [FromRoute(Name = "code")]
    public string Code { get; init; } = "";

    [FromRoute(Name = "version")]
    public int Version { get; init; }

    [FromRoute(Name = "format")]
    public string Format { get; init; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var framework = await library.GetAsync(Code, Version, ct);
        var name = $"{framework.Code}.v{framework.Version}.{Format}";
        if (Format == "xlsx")
        {
            return File(await FrameworkWorkbook.OfAsync(framework, ct), XlsxWriter.ContentType, name);
        }

        var json = await db.Set<PublishedFramework>().Where(f => f.Code == Code && f.Version == Version).Select(f => f.Json).SingleAsync(ct);
        return File(Encoding.UTF8.GetBytes(json), "application/json", name);
    }
}
