using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.Reviews;

namespace Portal.Web.Persistence.Mappings;

internal sealed class ReturnedAnswerMapping : IEntityTypeConfiguration<ReturnedAnswer>
{
    public void Configure(EntityTypeBuilder<ReturnedAnswer> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<Matter>().WithMany().HasForeignKey(r => r.MatterId);
        builder.HasOne<Post>().WithMany().HasForeignKey(r => r.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.MatterId, r.PostId, r.CriterionId }).IsUnique();
        builder.ComplexProperty(r => r.Text);
        builder.ComplexProperty(r => r.Moderation);
    }
}

internal sealed class ReturnRevisionMapping : IEntityTypeConfiguration<ReturnRevision>
{
    public void Configure(EntityTypeBuilder<ReturnRevision> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<Matter>().WithMany().HasForeignKey(r => r.MatterId);
        builder.HasOne<Post>().WithMany().HasForeignKey(r => r.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.MatterId, r.PostId, r.CriterionId });
    }
}

internal sealed class ModeratedScoreMapping : IEntityTypeConfiguration<ModeratedScore>
{
    public void Configure(EntityTypeBuilder<ModeratedScore> builder)
    {
        builder.ToTable("ModeratedScores");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<Matter>().WithMany().HasForeignKey(s => s.MatterId);
        builder.HasOne<Post>().WithMany().HasForeignKey(s => s.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => new { s.MatterId, s.PostId, s.CriterionId });
    }
}

internal sealed class ReturnWriterMapping : IEntityTypeConfiguration<ReturnWriter>
{
    public void Configure(EntityTypeBuilder<ReturnWriter> builder)
    {
        builder.ToTable("ReturnWriters");
        builder.HasKey(w => new { w.MatterId, w.PostId, w.CriterionId, w.PersonId });
        builder.HasOne<Matter>().WithMany().HasForeignKey(w => w.MatterId);
        builder.HasOne<Post>().WithMany().HasForeignKey(w => w.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId);
    }
}

internal sealed class ReturnedEvidenceMapping : IEntityTypeConfiguration<ReturnedEvidence>
{
    public void Configure(EntityTypeBuilder<ReturnedEvidence> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<Matter>().WithMany().HasForeignKey(r => r.MatterId);
        builder.HasOne<Post>().WithMany().HasForeignKey(r => r.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(r => r.EvidenceItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.MatterId, r.PostId, r.CriterionId });
    }
}

internal sealed class MatterMapping : IEntityTypeConfiguration<Matter>
{
    public void Configure(EntityTypeBuilder<Matter> builder)
    {
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Title).HasMaxLength(Matter.LongestTitle);
        builder.Property(m => m.Details).HasMaxLength(Matter.LongestDetails);
        builder.HasOne<Body>().WithMany().HasForeignKey(m => m.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Review>().WithMany().HasForeignKey(m => m.ReviewId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Post>().WithMany().HasForeignKey(m => m.OpenedFor).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.BodyId, m.State });

        // Of two who ask at once for the same one starts it, and the other reads that it was started.
        builder.HasIndex(m => m.TaskId).IsUnique().HasFilter("\"State\" = 'Open'");
        builder.HasIndex(m => m.ReviewId).IsUnique().HasFilter("\"Kind\" = 'review' AND \"State\" <> 'Withdrawn'");
    }
}
