using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.Presentations;

namespace Portal.Web.Features.Presentations;

/// <summary>A page that shows one slide of a presentation and leads to those before and after it: each slide has an address of its own.</summary>
public abstract class SlideBySlidePage(PresentationReader reader) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Presentation> Id { get; set; }

    /// <summary>Counted from 1 among the slides that are shown; the first where the address does not say.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Number { get; set; }

    protected PresentationReader Reader => reader;

    public ShownPresentation Shown { get; private set; } = null!;

    public Presentation Of => Shown.Presentation;

    /// <summary>The slides that are shown.</summary>
    public IReadOnlyList<Slide> Slides { get; private set; } = [];

    /// <summary>Counted from 1.</summary>
    public int At => Number ?? 1;

    /// <summary>Null where every slide is hidden.</summary>
    public Slide? Slide => Slides.ElementAtOrDefault(At - 1);

    /// <summary>What comes after it; null behind the last.</summary>
    public Slide? Next => Slides.ElementAtOrDefault(At);

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        Slides = [.. Of.Shown];
        return At >= 1 && At <= Math.Max(1, Slides.Count) ? null : NotFound();
    }
}
