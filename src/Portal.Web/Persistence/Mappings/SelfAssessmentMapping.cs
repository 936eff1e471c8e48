using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Language;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;

namespace Portal.Web.Persistence.Mappings;

internal sealed class SelfAssessmentMapping : IEntityTypeConfiguration<SelfAssessment>
{
    public void Configure(EntityTypeBuilder<SelfAssessment> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(a => a.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<PublishedFramework>().WithMany().HasForeignKey(a => new { a.FrameworkCode, a.FrameworkVersion }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(a => a.Marking).HasDefaultValue(SecurityMarking.OfficialSensitive).HasSentinel(SecurityMarking.OfficialSensitive);
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(a => a.FollowsId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CarriedTextMapping : IEntityTypeConfiguration<CarriedText>
{
    public void Configure(EntityTypeBuilder<CarriedText> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(c => c.SelfAssessmentId);
        builder.HasIndex(c => new { c.SelfAssessmentId, c.Subject, c.From }).IsUnique();
    }
}

internal sealed class AssignmentMapping : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(a => a.SelfAssessmentId);
        builder.HasOne<Post>().WithMany().HasForeignKey(a => a.PostId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AnswerMapping : IEntityTypeConfiguration<Answer>
{
    public void Configure(EntityTypeBuilder<Answer> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(a => a.SelfAssessmentId);
        builder.HasIndex(a => new { a.SelfAssessmentId, a.CriterionId }).IsUnique();
        builder.ComplexProperty(a => a.Text);
    }
}

internal sealed class AnnexAAnswerMapping : IEntityTypeConfiguration<AnnexAAnswer>
{
    public void Configure(EntityTypeBuilder<AnnexAAnswer> builder)
    {
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(a => a.SelfAssessmentId);
        builder.HasIndex(a => new { a.SelfAssessmentId, a.QuestionId }).IsUnique();
        builder.ComplexProperty(a => a.Text);
    }
}

internal sealed class JudgementMapping : IEntityTypeConfiguration<Judgement>
{
    public void Configure(EntityTypeBuilder<Judgement> builder)
    {
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(j => j.SelfAssessmentId);
        builder.HasIndex(j => new { j.SelfAssessmentId, j.JudgementCode }).IsUnique();
        builder.ComplexProperty(j => j.Text);
    }
}

internal sealed class RevisionMapping : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(r => r.SelfAssessmentId);
        builder.HasIndex(r => new { r.SelfAssessmentId, r.Subject });
    }
}

internal sealed class AreaProgressMapping : IEntityTypeConfiguration<AreaProgress>
{
    public void Configure(EntityTypeBuilder<AreaProgress> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(p => p.SelfAssessmentId);
        builder.HasIndex(p => new { p.SelfAssessmentId, p.JudgementCode }).IsUnique();
        builder.HasMany(p => p.Steps).WithOne().HasForeignKey(s => s.AreaProgressId);
        builder.HasMany(p => p.Changes).WithOne().HasForeignKey(c => c.AreaProgressId);
        builder.Ignore(p => p.LastStep);
    }
}

internal sealed class AreaStepMapping : IEntityTypeConfiguration<AreaStep>
{
    public void Configure(EntityTypeBuilder<AreaStep> builder) => builder.Property(s => s.Id).ValueGeneratedNever();
}

internal sealed class RequestedChangeMapping : IEntityTypeConfiguration<RequestedChange>
{
    public void Configure(EntityTypeBuilder<RequestedChange> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.SelfAssessmentId, c.JudgementCode });
        builder.Ignore(c => c.IsOpen);
    }
}

internal sealed class CommentMapping : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(c => c.SelfAssessmentId);
        builder.HasIndex(c => new { c.SelfAssessmentId, c.JudgementCode, c.CriterionId });
        builder.HasIndex(c => c.ThreadId);
        builder.HasMany(c => c.Former).WithOne().HasForeignKey(f => f.CommentId);
    }
}

internal sealed class FormerCommentMapping : IEntityTypeConfiguration<FormerComment>
{
    public void Configure(EntityTypeBuilder<FormerComment> builder) => builder.Property(f => f.Id).ValueGeneratedNever();
}

internal sealed class PositionMapping : IEntityTypeConfiguration<Position>
{
    public void Configure(EntityTypeBuilder<Position> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(p => p.SelfAssessmentId);
    }
}

internal sealed class DismissedRemarkMapping : IEntityTypeConfiguration<DismissedRemark>
{
    public void Configure(EntityTypeBuilder<DismissedRemark> builder)
    {
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(d => d.SelfAssessmentId);
        builder.HasIndex(d => new { d.SelfAssessmentId, d.Subject });
    }
}

internal sealed class WriterAtWorkMapping : IEntityTypeConfiguration<WriterAtWork>
{
    public void Configure(EntityTypeBuilder<WriterAtWork> builder)
    {
        builder.ToTable("WritersAtWork");
        builder.HasKey(w => new { w.SelfAssessmentId, w.Subject, w.PersonId });
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(w => w.SelfAssessmentId);
        builder.HasOne<Person>().WithMany().HasForeignKey(w => w.PersonId);
    }
}

internal sealed class OfflineReturnMapping : IEntityTypeConfiguration<OfflineReturn>
{
    public void Configure(EntityTypeBuilder<OfflineReturn> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(r => r.SelfAssessmentId);
    }
}

internal sealed class PartnerLinkMapping : IEntityTypeConfiguration<PartnerLink>
{
    public void Configure(EntityTypeBuilder<PartnerLink> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(l => l.SelfAssessmentId);
        builder.HasOne<Post>().WithMany().HasForeignKey(l => l.PostId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(l => l.TokenHash).HasMaxLength(64);
        builder.HasIndex(l => l.TokenHash).IsUnique();
    }
}

internal sealed class CaveatMapping : IEntityTypeConfiguration<Caveat>
{
    public void Configure(EntityTypeBuilder<Caveat> builder)
    {
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(c => c.SelfAssessmentId);
        builder.HasMany(c => c.Answers).WithOne().HasForeignKey(a => a.CaveatId);
    }
}

internal sealed class CaveatAnswerMapping : IEntityTypeConfiguration<CaveatAnswer>
{
    public void Configure(EntityTypeBuilder<CaveatAnswer> builder) => builder.Property(a => a.Id).ValueGeneratedNever();
}
