using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Evidence;
using Portal.Domain.PersonalData;
using Portal.Web.Searching;

namespace Portal.Web.Persistence.Mappings;

internal sealed class FileTextMapping : IEntityTypeConfiguration<FileText>
{
    public void Configure(EntityTypeBuilder<FileText> builder)
    {
        builder.ToTable("FileTexts").HasKey(t => t.Sha256);
        builder.HasOne<StoredFile>().WithOne().HasForeignKey<FileText>(t => t.Sha256);
        builder.HasIndex(t => t.Id).IsUnique();
        builder.HasIndex(t => t.State);
    }
}

internal sealed class TextPageMapping : IEntityTypeConfiguration<TextPage>
{
    public void Configure(EntityTypeBuilder<TextPage> builder)
    {
        builder.ToTable("TextPages").HasKey(p => new { p.Sha256, p.Number });
        builder.HasOne<FileText>().WithMany().HasForeignKey(p => p.Sha256);
    }
}

internal sealed class PersonalDataSignMapping : IEntityTypeConfiguration<PersonalDataSign>
{
    public void Configure(EntityTypeBuilder<PersonalDataSign> builder)
    {
        builder.ToTable("PersonalDataSigns").HasKey(s => new { s.Sha256, s.Page, s.RuleId });
        builder.HasOne<FileText>().WithMany().HasForeignKey(s => s.Sha256);
        builder.Property(s => s.RuleId).HasMaxLength(60);
    }
}

internal sealed class SearchEntryMapping : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> builder)
    {
        builder.ToTable("SearchEntries");
        builder.HasIndex(e => new { e.Key, e.Part }).IsUnique();
        builder.HasIndex(e => e.Sha256);
        builder.Property(e => e.Key).HasMaxLength(200);
        builder.Property(e => e.Place).HasMaxLength(200);
        builder.Property(e => e.Sha256).HasMaxLength(64);
    }
}
