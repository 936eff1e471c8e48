using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.Presentations;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Searching;

namespace Portal.Web.Persistence;

public abstract partial class PortalDbContext
{
    // Instance methods, because EF Core reads the scope of the present context only through `this`.
    private void FilterWhatFewerOrOthersSee(ModelBuilder builder)
    {
        // A redacted pack is for those to whom the body gives it.
        builder.Entity<EvidencePack>().HasQueryFilter(BodyFilter, pack => Scope.Everything || Scope.BodyIds.Contains(pack.BodyId)
            || (pack.State == PackState.Complete && pack.Kind != PackKind.Redacted && Scope.ReviewedBodyIds.Contains(pack.BodyId)));

        // What came late reaches the review team with what it stands beside, not before.
        builder.Entity<LateAddition>().HasQueryFilter(BodyFilter, late => Scope.Everything || Scope.BodyIds.Contains(late.BodyId)
            || (Scope.ReviewedBodyIds.Contains(late.BodyId) && Packs.Any(p => p.Kind == PackKind.Whole && p.FrozenVersionId == late.FrozenVersionId && p.State == PackState.Complete)));

        // A presentation is the body's own until it is handed over, and then for the team of that review alone; what was offered is for both sides.
        builder.Entity<Presentation>().HasQueryFilter(BodyFilter, presentation => Scope.Everything || Scope.BodyIds.Contains(presentation.BodyId)
            || (presentation.ReviewId != null && Scope.ReviewIds.Contains(presentation.ReviewId.Value)));
        builder.Entity<Slide>().HasQueryFilter(BodyFilter, slide => Scope.Everything || Scope.BodyIds.Contains(slide.BodyId)
            || Presentations.Any(p => p.Id == slide.PresentationId && p.ReviewId != null && Scope.ReviewIds.Contains(p.ReviewId.Value)));
        builder.Entity<OpeningSlot>().HasQueryFilter(BodyFilter, slot => Scope.Everything || Scope.BodyIds.Contains(slot.BodyId)
            || Scope.ReviewIds.Contains(slot.ReviewId));

        // A task reaches whoever holds its post. A matter is seen by those who run the body, who opened it, who have a task in it, and by the
        // team of its review. What an agency returned is for itself and for those who moderate it.
        builder.Entity<PostTask>().HasQueryFilter(BodyFilter, task => Scope.Everything || Scope.PostIds.Contains(task.PostId)
            || Scope.RunBodyIds.Contains(task.BodyId) || (task.MatterId == null && Scope.BodyIds.Contains(task.BodyId)));
        builder.Entity<TaskChase>().HasQueryFilter(BodyFilter, chase => Scope.Everything || Scope.RunBodyIds.Contains(chase.BodyId));
        builder.Entity<ReturnedAnswer>().HasQueryFilter(BodyFilter, answer => Scope.Everything || Scope.PostIds.Contains(answer.PostId)
            || Scope.RunBodyIds.Contains(answer.BodyId));
        builder.Entity<ReturnRevision>().HasQueryFilter(BodyFilter, revision => Scope.Everything || Scope.PostIds.Contains(revision.PostId)
            || Scope.RunBodyIds.Contains(revision.BodyId));
        builder.Entity<ModeratedScore>().HasQueryFilter(BodyFilter, score => Scope.Everything || Scope.PostIds.Contains(score.PostId)
            || Scope.RunBodyIds.Contains(score.BodyId));
        builder.Entity<ReturnWriter>().HasQueryFilter(BodyFilter, writer => Scope.Everything || Scope.PostIds.Contains(writer.PostId)
            || Scope.RunBodyIds.Contains(writer.BodyId));
        builder.Entity<ReturnedEvidence>().HasQueryFilter(BodyFilter, link => Scope.Everything || Scope.PostIds.Contains(link.PostId)
            || Scope.RunBodyIds.Contains(link.BodyId));
        builder.Entity<Matter>().HasQueryFilter(BodyFilter, matter => Scope.Everything
            || (Scope.RunBodyIds.Contains(matter.BodyId) && (matter.ReviewId == null || matter.Kind == Matter.OfReview))
            || Scope.PostIds.Contains(matter.OpenedFor) || Tasks.Any(t => t.MatterId == matter.Id && Scope.PostIds.Contains(t.PostId))
            || (matter.ReviewId != null && Scope.ReviewIds.Contains(matter.ReviewId.Value)));

        // What a body says within itself is for those who hold a post in it, not for those who sign for it from outside.
        builder.Entity<Comment>().HasQueryFilter(BodyFilter, comment => Scope.Everything || Scope.OwnBodyIds.Contains(comment.BodyId));
        builder.Entity<FormerComment>().HasQueryFilter(BodyFilter, former => Scope.Everything || Scope.OwnBodyIds.Contains(former.BodyId));
        builder.Entity<SearchEntry>().HasQueryFilter(BodyFilter, entry => Scope.Everything || entry.BodyId == null
            || (Scope.BodyIds.Contains(entry.BodyId.Value) && (entry.Source != SearchSource.Comment || Scope.OwnBodyIds.Contains(entry.BodyId.Value))));
        builder.Entity<Review>().HasQueryFilter(BodyFilter, review => Scope.Everything || Scope.ReviewedBodyIds.Contains(review.BodyId)
            || Scope.AdministeredReviewIds.Contains(review.Id));
    }
}
