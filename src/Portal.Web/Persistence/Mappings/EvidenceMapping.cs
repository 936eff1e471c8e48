using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Evidence;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Domain.SelfAssessments;

namespace Portal.Web.Persistence.Mappings;

internal sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.HasKey(f => f.Sha256);
        builder.Property(f => f.Safety).HasDefaultValue(FileSafety.Waiting).HasSentinel(FileSafety.Waiting);
        builder.Property(f => f.SafetyNote).HasMaxLength(StoredFile.LongestNote);
        builder.Property(f => f.Scan).IsConcurrencyToken();
        builder.HasIndex(f => f.Safety);
        builder.Property(f => f.Integrity).HasDefaultValue(FileIntegrity.NotChecked).HasSentinel(FileIntegrity.NotChecked);
        builder.HasIndex(f => new { f.Integrity, f.CheckedAt });
    }
}

internal sealed class EvidenceItemMapping : IEntityTypeConfiguration<EvidenceItem>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(e => e.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(e => e.FileSha256).OnDelete(DeleteBehavior.Restrict);
        builder.Property(e => e.FileVersion).HasDefaultValue(1).HasSentinel(1);
        builder.Property(e => e.Marking).HasDefaultValue(SecurityMarking.Official).HasSentinel(SecurityMarking.Official);
        builder.Property(e => e.Owner).HasMaxLength(200);
        builder.HasOne<Disposal>().WithMany().HasForeignKey(e => e.DisposalId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(e => e.Versions).WithOne().HasForeignKey(v => v.EvidenceItemId);
        builder.HasMany(e => e.Links).WithOne().HasForeignKey(l => l.EvidenceItemId);
    }
}

internal sealed class EvidenceLinkMapping : IEntityTypeConfiguration<EvidenceLink>
{
    public void Configure(EntityTypeBuilder<EvidenceLink> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.FileVersion).HasDefaultValue(1).HasSentinel(1);
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(l => l.SelfAssessmentId);
        builder.HasIndex(l => new { l.SelfAssessmentId, l.CriterionId });
        builder.HasIndex(l => new { l.SelfAssessmentId, l.Reference }).IsUnique();
    }
}

internal sealed class FileUploadMapping : IEntityTypeConfiguration<FileUpload>
{
    public void Configure(EntityTypeBuilder<FileUpload> builder)
    {
        builder.ToTable("Uploads");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.HasOne<Body>().WithMany().HasForeignKey(u => u.BodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(u => u.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(u => u.FileName).HasMaxLength(FileUpload.LongestName);
        builder.Property(u => u.Refusal).HasMaxLength(FileUpload.LongestRefusal);
        builder.Property(u => u.Sha256).HasMaxLength(64);
        builder.HasIndex(u => new { u.PersonId, u.State });
        builder.HasIndex(u => u.Until);
    }
}

internal sealed class EvidenceVersionMapping : IEntityTypeConfiguration<EvidenceVersion>
{
    public void Configure(EntityTypeBuilder<EvidenceVersion> builder)
    {
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(v => v.FileSha256).OnDelete(DeleteBehavior.Restrict);
        builder.Property(v => v.Changed).HasMaxLength(EvidenceVersion.LongestChange);
        builder.HasIndex(v => new { v.EvidenceItemId, v.Number }).IsUnique();
        builder.HasIndex(v => v.BodyId);
    }
}
