import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class CategoryDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' }) id: string;
  @ApiProperty({ example: 'appliance-repair' }) slug: string;
  @ApiProperty({ example: 'Appliance Repair' }) name: string;
  @ApiProperty({ example: 'उपकरण मरम्मत' }) nameHi: string;
  @ApiProperty({ example: 'Technicians repair and install the machines of the home.' }) description: string;
}

export class CategoryRefDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a10' }) id: string;
  @ApiProperty({ example: 'appliance-repair' }) slug: string;
  @ApiProperty({ example: 'Appliance Repair' }) name: string;
}

export class ServiceDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a11' }) id: string;
  @ApiProperty({ example: 'ac-repair' }) slug: string;
  @ApiProperty({ example: 'AC repair' }) name: string;
  @ApiProperty({ example: 'एसी रिपेयर' }) nameHi: string;
  @ApiProperty({ example: 'Finds and repairs faults of split and window air conditioners.' })
  description: string;
  @ApiProperty({ type: CategoryRefDto }) category: CategoryRefDto;
  @ApiProperty({ example: 60 }) durationMinutes: number;
  @ApiProperty({ example: 30 }) warrantyDays: number;
  @ApiProperty({ example: true }) isPopular: boolean;
}

export class PriceRangeDto {
  @ApiProperty({ example: 49900 }) fromPaise: number;
  @ApiProperty({ example: 79900 }) toPaise: number;
  @ApiProperty({
    enum: ['pincode', 'all_cities'],
    example: 'pincode',
    description: 'What the range is over.',
  })
  scope: 'pincode' | 'all_cities';
}

export class FoundServiceDto extends ServiceDto {
  @ApiProperty({
    type: PriceRangeDto,
    nullable: true,
    description: 'Before tax and charges; null where it has no price.',
  })
  price: PriceRangeDto | null;
}

export class AttributeOptionDto {
  @ApiProperty({ example: '1.5-ton' }) value: string;
  @ApiProperty({ example: '1.5 ton' }) label: string;
  @ApiProperty({ example: 20000, description: 'Added to the price of one unit.' }) deltaPaise: number;
}

export class AttributeDto {
  @ApiProperty({ example: 'tonnage' }) key: string;
  @ApiProperty({ example: 'Tonnage' }) label: string;
  @ApiProperty({ enum: ['choice', 'number'], example: 'choice' }) type: 'choice' | 'number';
  @ApiPropertyOptional({ type: [AttributeOptionDto] }) options?: AttributeOptionDto[];
  @ApiPropertyOptional({ example: 'ton' }) unit?: string;
  @ApiPropertyOptional({ format: 'double', example: 1 }) min?: number;
  @ApiPropertyOptional({ format: 'double', example: 10 }) max?: number;
}

export class VariantDto {
  @ApiProperty({ example: '0193e4a0-7c1e-7cc2-8c53-1d5c5b1f2a12', description: 'Rate card id.' }) id: string;
  @ApiProperty({ example: 'ac-repair-split-ac' }) slug: string;
  @ApiProperty({ example: 'Split AC' }) name: string;
  @ApiProperty({ example: 'Diagnosis and repair of one split air conditioner.' }) description: string;
  @ApiProperty({ example: 60 }) durationMinutes: number;
}

export class ServiceDetailDto extends ServiceDto {
  @ApiProperty({ type: [AttributeDto] }) attributes: AttributeDto[];
  @ApiProperty({ type: [VariantDto], description: 'The default variant first.' }) variants: VariantDto[];
}

export class RateDto extends VariantDto {
  @ApiProperty({ example: 59900, description: 'Of one unit, before tax and charges.' }) pricePaise: number;
  @ApiPropertyOptional({ example: 69900, description: 'A former price, shown struck through.' })
  strikePricePaise?: number;
}

export class PincodeDto {
  @ApiProperty({ example: '560001' }) pincode: string;
  @ApiProperty({ example: 'Bangalore' }) city: string;
  @ApiProperty({ example: 'Karnataka' }) state: string;
  @ApiProperty({ example: 'Bangalore GPO' }) area: string;
  @ApiProperty({ example: true }) serviceable: boolean;
}
