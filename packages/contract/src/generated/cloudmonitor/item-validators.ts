// Generated from spec/ by `npm run generate`. Do not edit.
// @ts-nocheck

/**
 * Validates single items with precompiled validators, one for each kind of item.
 *
 * @example
 * ```js
 * import { item } from '@pushspec/contract/cloudmonitor/item-validators';
 *
 * console.log(Object.keys(item.kinds).join(', '));
 * ```
 * ```text
 * item
 * ```
 */
import type { PrecompiledItem } from '../../explain/precompiled.ts';

const schema31 = {"type":"object","required":["name","content"],"x-reason":{"type":"event-type","required":"name-missing"},"properties":{"name":{"type":"string","pattern":"\\S","x-reason":{"required":"name-missing","type":"name-type","pattern":"name-blank"}},"content":{"type":"string","x-reason":{"required":"content-missing","type":"content-not-string"}},"groupId":{"oneOf":[{"type":"integer","minimum":0,"maximum":9007199254740991},{"type":"string","pattern":"^[0-9]{1,18}$"}],"x-reason":"group-id"},"time":{"type":"string","pattern":"^[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]\\.[0-9]{3}[+-]([01][0-9]|2[0-3])[0-5][0-9]$","not":{"type":"string","anyOf":[{"pattern":"^[0-9]{4}(023[01]|(0[469]|11)31)T"},{"pattern":"^([0-9]{2}([02468][1235679]|[13579][01345789])|([02468][1235679]|[13579][01345789])00)0229T"}]},"x-reason":"time-format"},"level":{"type":"string","x-reason":"field-type"},"regionId":{"type":"string","x-reason":"field-type"},"status":{"type":"string","x-reason":"field-type"},"trace":{"type":"string","x-reason":"field-type"},"ver":{"type":"string","x-reason":"field-type"}}};
const pattern4 = new RegExp("\\S", "u");
const pattern5 = new RegExp("^[0-9]{1,18}$", "u");
const pattern6 = new RegExp("^[0-9]{4}(023[01]|(0[469]|11)31)T", "u");
const pattern7 = new RegExp("^([0-9]{2}([02468][1235679]|[13579][01345789])|([02468][1235679]|[13579][01345789])00)0229T", "u");
const pattern8 = new RegExp("^[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]\\.[0-9]{3}[+-]([01][0-9]|2[0-3])[0-5][0-9]$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"}});
errors++;
}
if(data.content === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "content"}});
errors++;
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
(vErrors ??= []).push({instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type"});
errors++;
}
}
if(data.content !== undefined){
if(typeof data.content !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/content",schemaPath:"#/properties/content/type",keyword:"type"});
errors++;
}
}
if(data.groupId !== undefined){
let data2 = data.groupId;
const _errs6 = errors;
let valid1 = false;
let passing0 = null;
const _errs7 = errors;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/oneOf/0/type",keyword:"type"});
errors++;
}
if(typeof data2 == "number"){
if(data2 > 9007199254740991 || isNaN(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/oneOf/0/maximum",keyword:"maximum"});
errors++;
}
if(data2 < 0 || isNaN(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/oneOf/0/minimum",keyword:"minimum"});
errors++;
}
}
var _valid0 = _errs7 === errors;
if(_valid0){
valid1 = true;
passing0 = 0;
}
const _errs9 = errors;
if(typeof data2 === "string"){
if(!pattern5.test(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/oneOf/1/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/oneOf/1/type",keyword:"type"});
errors++;
}
var _valid0 = _errs9 === errors;
if(_valid0 && valid1){
valid1 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid1 = true;
passing0 = 1;
}
}
if(!valid1){
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/properties/groupId/oneOf",keyword:"oneOf"});
errors++;
}
else {
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
}
}
if(data.time !== undefined){
let data3 = data.time;
const _errs13 = errors;
const _errs14 = errors;
if(typeof data3 !== "string"){
(vErrors ??= []).push({});
errors++;
}
const _errs16 = errors;
let valid3 = false;
const _errs17 = errors;
if(typeof data3 === "string"){
if(!pattern6.test(data3)){
(vErrors ??= []).push({});
errors++;
}
}
var _valid1 = _errs17 === errors;
valid3 = valid3 || _valid1;
const _errs18 = errors;
if(typeof data3 === "string"){
if(!pattern7.test(data3)){
(vErrors ??= []).push({});
errors++;
}
}
var _valid1 = _errs18 === errors;
valid3 = valid3 || _valid1;
if(!valid3){
(vErrors ??= []).push({});
errors++;
}
else {
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
}
var valid2 = _errs14 === errors;
if(valid2){
(vErrors ??= []).push({instancePath:instancePath+"/time",schemaPath:"#/properties/time/not",keyword:"not"});
errors++;
}
else {
errors = _errs13;
if(vErrors !== null){
if(_errs13){
vErrors.length = _errs13;
}
else {
vErrors = null;
}
}
}
if(typeof data3 === "string"){
if(!pattern8.test(data3)){
(vErrors ??= []).push({instancePath:instancePath+"/time",schemaPath:"#/properties/time/pattern",keyword:"pattern"});
errors++;
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/time",schemaPath:"#/properties/time/type",keyword:"type"});
errors++;
}
}
if(data.level !== undefined){
if(typeof data.level !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/level",schemaPath:"#/properties/level/type",keyword:"type"});
errors++;
}
}
if(data.regionId !== undefined){
if(typeof data.regionId !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/regionId",schemaPath:"#/properties/regionId/type",keyword:"type"});
errors++;
}
}
if(data.status !== undefined){
if(typeof data.status !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type"});
errors++;
}
}
if(data.trace !== undefined){
if(typeof data.trace !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/trace",schemaPath:"#/properties/trace/type",keyword:"type"});
errors++;
}
}
if(data.ver !== undefined){
if(typeof data.ver !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/ver",schemaPath:"#/properties/ver/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type"});
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}


const schema32 = {"allOf":[{"propertyNames":{"enum":["name","content","groupId","time","level","regionId","status","trace","ver"],"x-reason":"unknown-field"},"x-reason":"unknown-field"},{"properties":{"content":{"allOf":[{"not":{"const":""},"x-reason":"content-empty"}]},"groupId":{"allOf":[{"type":"integer","x-reason":"group-id-string"}]}}}]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
if(!(((((((((key0 === "name") || (key0 === "content")) || (key0 === "groupId")) || (key0 === "time")) || (key0 === "level")) || (key0 === "regionId")) || (key0 === "status")) || (key0 === "trace")) || (key0 === "ver"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames/enum",keyword:"enum",propertyName:key0});
errors++;
}
var valid1 = _errs1 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.content !== undefined){
const _errs5 = errors;
const _errs6 = errors;
if("" !== data.content){
(vErrors ??= []).push({});
errors++;
}
var valid4 = _errs6 === errors;
if(valid4){
(vErrors ??= []).push({instancePath:instancePath+"/content",schemaPath:"#/allOf/1/properties/content/allOf/0/not",keyword:"not"});
errors++;
}
else {
errors = _errs5;
if(vErrors !== null){
if(_errs5){
vErrors.length = _errs5;
}
else {
vErrors = null;
}
}
}
}
if(data.groupId !== undefined){
let data1 = data.groupId;
if(!((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1)))){
(vErrors ??= []).push({instancePath:instancePath+"/groupId",schemaPath:"#/allOf/1/properties/groupId/allOf/0/type",keyword:"type"});
errors++;
}
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const item: PrecompiledItem<'item'> = {
  typeNames: {},
  otherReason: "bad-request",
  maxBytes: { limit: 512000, reason: "body-too-large" },
  maxDepth: { limit: 512, reason: "too-deep" },
  kinds: {
    item: { schema: schema31, check: validate20, advice: { schema: schema32, check: validate21 } },
  },
};
