using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;

namespace Portal.Web.Persistence.Mappings;

internal sealed class RetentionScheduleMapping : IEntityTypeConfiguration<RetentionSchedule>
{
    public void Configure(EntityTypeBuilder<RetentionSchedule> builder)
    {
        builder.ToTable("RetentionSchedules");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(s => s.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(s => s.BodyId).IsUnique();
        builder.HasMany(s => s.Periods).WithOne().HasForeignKey(p => p.ScheduleId);
    }
}

internal sealed class RetentionPeriodMapping : IEntityTypeConfiguration<RetentionPeriod>
{
    public void Configure(EntityTypeBuilder<RetentionPeriod> builder)
    {
        builder.ToTable("RetentionPeriods");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Reason).HasMaxLength(RetentionSchedule.LongestReason);
        builder.HasIndex(p => new { p.ScheduleId, p.Number }).IsUnique();
    }
}

internal sealed class LegalHoldMapping : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.ToTable("LegalHolds");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(h => h.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(h => h.EvidenceItemId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(h => h.Reason).HasMaxLength(RetentionSchedule.LongestReason);
        builder.Property(h => h.ReleaseReason).HasMaxLength(RetentionSchedule.LongestReason);
    }
}

internal sealed class DisposalMapping : IEntityTypeConfiguration<Disposal>
{
    public void Configure(EntityTypeBuilder<Disposal> builder)
    {
        builder.ToTable("Disposals");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(d => d.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(d => new { d.BodyId, d.Number }).IsUnique();
        builder.Property(d => d.Reason).HasMaxLength(RetentionSchedule.LongestReason);
        builder.Property(d => d.DecisionReason).HasMaxLength(RetentionSchedule.LongestReason);
        builder.HasMany(d => d.Items).WithOne().HasForeignKey(i => i.DisposalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(d => d.Files).WithOne().HasForeignKey(f => f.DisposalId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DisposalItemMapping : IEntityTypeConfiguration<DisposalItem>
{
    public void Configure(EntityTypeBuilder<DisposalItem> builder)
    {
        builder.ToTable("DisposalItems");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(i => i.EvidenceItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(i => new { i.DisposalId, i.EvidenceItemId }).IsUnique();
    }
}

internal sealed class DisposedFileMapping : IEntityTypeConfiguration<DisposedFile>
{
    public void Configure(EntityTypeBuilder<DisposedFile> builder)
    {
        builder.ToTable("DisposedFiles");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Sha256).HasMaxLength(64);
        builder.HasIndex(f => new { f.DisposalId, f.EvidenceItemId, f.Number }).IsUnique();
        builder.HasIndex(f => f.Sha256);
    }
}
