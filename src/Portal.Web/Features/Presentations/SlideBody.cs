using Portal.Domain.Common;
using Portal.Domain.Packs;
using Portal.Domain.Presentations;
using Portal.Web.Documents.Slides;

namespace Portal.Web.Features.Presentations;

/// <summary>What a slide shows under its title.</summary>
/// <param name="Slide">The slide.</param>
/// <param name="Number">Its number among those that are shown; null where it stands alone.</param>
/// <param name="Notes">Leads from each point to its evidence; null where no evidence is named.</param>
/// <param name="Pack">The pack in which a review team finds the evidence; null where there is none to lead to.</param>
/// <param name="Body">Whose it is.</param>
/// <param name="InNewTab">Whether evidence opens beside the page, because whoever presents must not leave it.</param>
public sealed record SlideBody(Slide Slide, int? Number, SlideNotes? Notes, Id<EvidencePack>? Pack, string Body, bool InNewTab = false)
{
    /// <summary>The words and the chart alone, as an audience sees them.</summary>
    public static SlideBody Bare(Slide slide, int? number = null) => new(slide, number, null, null, "");
}
