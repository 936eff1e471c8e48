using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Web.Documents.Slides;
using Portal.Web.Security;

namespace Portal.Web.Features.Presentations;

/// <summary>What the presenter has before them while the audience sees the slide alone: the slide, its notes, the time, and what comes next. For those who run the self-assessment.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class PresentModel(PresentationReader reader) : SlideBySlidePage(reader)
{
    /// <summary>The lines of the notes on the slide.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Leads to the evidence of each point, for whoever is asked about it.</summary>
    public SlideNotes? Evidence { get; private set; }

    /// <summary>What the slides up to this one take by plan, in minutes.</summary>
    public int MinutesAfter => Slides.Take(At).Sum(s => s.Minutes);

    public void OnGet()
    {
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await base.LoadAsync(ct) is { } refused)
        {
            return refused;
        }

        if (!Shown.Runs)
        {
            return NotFound(); // Notes are for whoever presents.
        }

        if (await Reader.SourceAsync(Of, ct) is { } source)
        {
            Evidence = new SlideNotes(source);
            Notes = Slide is { } slide ? Evidence.Of(slide) : [];
        }

        return null;
    }
}
