using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Matters;

/// <summary>Returns with own and moderated scores side by side, to be printed from the browser on A4.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class PrintModel(MatterReader matters, ReturnReader reader, ReturnPapers papers, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Matter> Id { get; set; }

    /// <summary>Prints the return of this agency only.</summary>
    [FromQuery(Name = "post")]
    public Id<Post>? Post { get; set; }

    public ShownMatter Shown { get; private set; } = null!;

    public ReturnPaper Paper { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await matters.ShowAsync(Id, ct);
        List<ShownReturn> returns = [.. (await reader.OfAsync(Shown, ct)).Where(r => Post is null || r.Post == Post)];
        if (returns.Count == 0)
        {
            return NotFound();
        }

        Paper = await papers.OfAsync(returns, ct);
        return null;
    }
}
