using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Evidence;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;

namespace Portal.Web.Persistence.Mappings;

internal sealed class FrozenVersionMapping : IEntityTypeConfiguration<FrozenVersion>
{
    public void Configure(EntityTypeBuilder<FrozenVersion> builder)
    {
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(v => v.SelfAssessmentId);
        builder.HasIndex(v => new { v.SelfAssessmentId, v.Number }).IsUnique();
        builder.HasMany(v => v.Signatures).WithOne().HasForeignKey(s => s.FrozenVersionId);
    }
}

internal sealed class SignatureMapping : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.FrozenVersionId, s.Role }).IsUnique();
    }
}

internal sealed class ReopeningMapping : IEntityTypeConfiguration<Reopening>
{
    public void Configure(EntityTypeBuilder<Reopening> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(r => r.SelfAssessmentId);
    }
}

internal sealed class LateAdditionMapping : IEntityTypeConfiguration<LateAddition>
{
    public void Configure(EntityTypeBuilder<LateAddition> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasOne<SelfAssessment>().WithMany().HasForeignKey(l => l.SelfAssessmentId);
        builder.HasOne<FrozenVersion>().WithMany().HasForeignKey(l => l.FrozenVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EvidenceItem>().WithMany().HasForeignKey(l => l.EvidenceItemId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(l => l.FileSha256).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EvidencePackMapping : IEntityTypeConfiguration<EvidencePack>
{
    public void Configure(EntityTypeBuilder<EvidencePack> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<FrozenVersion>().WithMany().HasForeignKey(p => p.FrozenVersionId);
        builder.HasIndex(p => new { p.FrozenVersionId, p.Kind, p.Number }).IsUnique();
        builder.HasMany(p => p.Late).WithOne().HasForeignKey(i => i.PackId);
    }
}

internal sealed class RedactionMapping : IEntityTypeConfiguration<Redaction>
{
    public void Configure(EntityTypeBuilder<Redaction> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<FrozenVersion>().WithMany().HasForeignKey(r => r.FrozenVersionId);
        builder.HasIndex(r => new { r.FrozenVersionId, r.Number }).IsUnique();
        builder.HasOne<EvidencePack>().WithOne().HasForeignKey<Redaction>(r => r.PackId);
        builder.HasMany(r => r.Withheld).WithOne().HasForeignKey(w => w.RedactionId);
    }
}

internal sealed class WithholdingMapping : IEntityTypeConfiguration<Withholding>
{
    public void Configure(EntityTypeBuilder<Withholding> builder) => builder.Property(w => w.Id).ValueGeneratedNever();
}

internal sealed class SupplementItemMapping : IEntityTypeConfiguration<SupplementItem>
{
    public void Configure(EntityTypeBuilder<SupplementItem> builder)
    {
        builder.HasKey(i => i.LateAdditionId);
        builder.HasOne<LateAddition>().WithOne().HasForeignKey<SupplementItem>(i => i.LateAdditionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PackLinkMapping : IEntityTypeConfiguration<PackLink>
{
    public void Configure(EntityTypeBuilder<PackLink> builder)
    {
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasOne<EvidencePack>().WithMany().HasForeignKey(l => l.PackId);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(l => l.TokenHash).HasMaxLength(64);
        builder.HasIndex(l => l.TokenHash).IsUnique();
    }
}
