using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Presentations;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Presentations;

/// <summary>What tests of one presentation begin with.</summary>
public abstract class PresentationTest(PortalFixture portal) : PortalTest(portal)
{
    /// <summary>Drawn from what the board has submitted.</summary>
    /// <param name="packed">Whether its pack is complete.</param>
    protected async Task<Id<Presentation>> DrawnAsync(bool packed = false) => await Given.Drawn(packed ? await Given.Packed() : await Given.Submitted());

    protected Task<IReadOnlyList<PlacedSlide>> SlidesAsync(Id<Presentation> id) =>
        Portal.ReadAsync(async db => (await db.Presentations.Include(p => p.AllSlides).SingleAsync(p => p.Id == id)).Slides);

    /// <summary>The first slide of a kind.</summary>
    protected async Task<Slide> SlideAsync(Id<Presentation> id, SlideKind kind) => (await SlidesAsync(id)).First(s => s.Slide.Kind == kind).Slide;
}
